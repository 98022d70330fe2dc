/** @import { TaskError } from "../errors.js" */
/** @import { Task } from "../task.js" */
/** @import { ReadingPace } from "./reading-pace.js" */

/** @typedef {{ value: unknown } | { error: TaskError }} Outcome */

const KEPT_OUTPUTS = 4;

/**
 * What the page knows of one task: its latest outputs, how many there were, and how it ended. Reads from the start,
 * whether or not there is a card to show it.
 */
export class TaskRecord {
  /** The latest ones, oldest first. @type {unknown[]} */
  outputs = [];
  /** How many there were, those that an earlier page had read included. */
  count = 0;
  /** @type {Outcome | null} */
  outcome = null;
  inputClosed = false;
  /** What there is to say of its worker, in a few words; empty: nothing. */
  notice = "";
  #changed;

  /**
   * @param {Task} task
   * @param {ReadingPace} pace
   * @param {(record: TaskRecord) => void} changed  told after each change, in the frame loop's care to bundle
   */
  constructor(task, pace, changed) {
    this.task = task;
    this.label = `${task.name}#${task.id}`;
    this.#changed = () => changed(this);
    task.addEventListener("statechange", this.#changed);
    task.addEventListener("restored", () => {
      this.count = task.restored?.outputs ?? 0;
      this.#changed();
    });
    task.addEventListener("progress", this.#changed);
    task.addEventListener("childrenchange", this.#changed);
    task.result.then(
      (value) => this.#end({ value }),
      (error) => this.#end({ error }),
    );
    void this.#read(pace);
  }

  /** Says that something changed which the task has no event for, such as its holds. */
  refresh() {
    this.#changed();
  }

  /** @param {string} notice  what there is to say of its worker now */
  note(notice) {
    this.notice = notice;
    this.#changed();
  }

  /** @param {ReadingPace} pace */
  async #read(pace) {
    try {
      for await (const output of this.task) {
        this.count++;
        if (this.outputs.push(output) > KEPT_OUTPUTS) {
          this.outputs.shift();
        }
        this.#changed();
        await pace.spend();
      }
    } catch {
      // The error that ended the task; `outcome` has it.
    }
  }

  /** @param {Outcome} outcome */
  #end(outcome) {
    this.outcome = outcome;
    this.#changed();
  }
}
