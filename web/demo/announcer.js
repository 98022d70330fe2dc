/** @import { State } from "../protocol.js" */
/** @import { TaskRecord } from "./task-record.js" */

const PERIOD_MS = 1000;
/** More changes than this are summed up. */
const MAX_SINGLE = 3;

/**
 * Tells screen readers what became of the tasks: at most once a second, one by one for a few, in numbers for many.
 * What has passed by then is not told.
 */
export class Announcer {
  /** @type {Set<TaskRecord>} */
  #changed = new Set();
  /** @type {WeakMap<TaskRecord, State>} */
  #told = new WeakMap();
  #timer = 0;
  #region;

  /** @param {Element} region  a polite live region */
  constructor(region) {
    this.#region = region;
  }

  /** @param {TaskRecord} record */
  changed(record) {
    if (this.#told.get(record) !== record.task.state) {
      this.#changed.add(record);
      this.#timer ||= setTimeout(() => this.#tell(), PERIOD_MS);
    }
  }

  #tell() {
    this.#timer = 0;
    const news = [...this.#changed].filter((record) => this.#told.get(record) !== record.task.state);
    this.#changed.clear();
    for (const record of news) {
      this.#told.set(record, record.task.state);
    }
    if (news.length > 0) {
      this.#region.textContent = news.length > MAX_SINGLE ? inNumbers(news) : oneByOne(news);
    }
  }
}

/** @param {TaskRecord[]} records */
const oneByOne = (records) => records.map(({ label, task }) => `${label} ${task.state}.`).join(" ");

/** @param {TaskRecord[]} records */
function inNumbers(records) {
  /** @type {Map<State, number>} */
  const counts = new Map();
  for (const { task } of records) {
    counts.set(task.state, (counts.get(task.state) ?? 0) + 1);
  }
  return [...counts].map(([state, count]) => `${count} ${count === 1 ? "task" : "tasks"} ${state}.`).join(" ");
}
