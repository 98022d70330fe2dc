import { Card } from "./card.js";
import { CardGroups, GROUP_SIZE } from "./card-groups.js";
import { find } from "./dom.js";
import { TaskRecord } from "./task-record.js";

/** @import { Task } from "../task.js" */
/** @import { Frame, FrameLoop } from "./frame-loop.js" */
/** @import { ReadingPace } from "./reading-pace.js" */

const CLOCK_PERIOD_MS = 100;
/**
 * All cards, the newest first. Cards are built a few each frame, so that a thousand new tasks do not stop the page;
 * the clocks run only on those in view.
 */
export class CardList {
  /** @type {Map<number, TaskRecord>} all, oldest first */
  #records = new Map();
  /** @type {Map<number, Card>} those built */
  #cards = new Map();
  /** @type {Set<TaskRecord>} those that wait for the next batch of cards */
  #unbuilt = new Set();
  /** @type {TaskRecord[]} those of this batch, the newest last */
  #batch = [];
  /** @type {Element | null} the group of this batch that came last */
  #above = null;
  /** Cards built and not yet in the page. @type {Card[]} */
  #fresh = [];
  #clocksAt = 0;
  #loop;
  #pace;
  #changed;
  #groups = new CardGroups(find(document, "#tasks", HTMLElement));

  /**
   * @param {FrameLoop} loop
   * @param {ReadingPace} pace
   * @param {(record: TaskRecord | null) => void} changed  told what changed; null: some were removed
   */
  constructor(loop, pace, changed) {
    this.#loop = loop;
    this.#pace = pace;
    this.#changed = changed;
    loop.onFrame((frame) => this.#frame(frame));
  }

  get records() {
    return [...this.#records.values()];
  }

  /** @param {Task} task */
  add(task) {
    const record = new TaskRecord(task, this.#pace, (changed) => {
      const card = this.#cards.get(task.id);
      if (card) {
        this.#loop.touch(card);
      }
      this.#changed(changed);
    });
    this.#records.set(task.id, record);
    this.#unbuilt.add(record);
    this.#changed(record);
  }

  /**
   * Of a task that is shown here.
   * @param {Task} task
   */
  recordOf(task) {
    return this.#records.get(task.id);
  }

  /**
   * The record a card's element belongs to.
   * @param {Element} element  the card's, or one inside
   */
  recordAt(element) {
    const card = element.closest("[data-task-id]");
    return card instanceof HTMLElement ? this.#records.get(Number(card.dataset.taskId)) : undefined;
  }

  /**
   * Takes cards away; if the focus was in one, it goes to the next card, or to the heading.
   * @param {TaskRecord[]} records
   */
  remove(records) {
    const leaving = new Set(
      records.map(({ task }) => this.#cards.get(task.id)?.element).filter((element) => element !== undefined),
    );
    this.#moveFocus(leaving);
    this.#groups.remove(leaving);
    for (const record of records) {
      const { id } = record.task;
      const card = this.#cards.get(id);
      if (card) {
        this.#loop.forget(card);
      }
      this.#cards.delete(id);
      this.#unbuilt.delete(record);
      this.#records.delete(id);
    }
    this.#fresh = this.#fresh.filter((card) => this.#cards.has(card.record.task.id));
    this.#changed(null);
  }

  /**
   * Out of the cards that leave: to the next that stays, or the one before, or the heading.
   * @param {Set<HTMLElement>} leaving
   */
  #moveFocus(leaving) {
    const focused = document.activeElement?.closest("[data-task-id]");
    if (focused instanceof HTMLElement && leaving.has(focused)) {
      const { all } = this.#groups;
      const at = all.indexOf(focused);
      const stays = /** @param {HTMLElement} card */ (card) => !leaving.has(card);
      const next = all.slice(at).find(stays) ?? all.slice(0, at).findLast(stays);
      (next ?? find(document, "#tasks-title", HTMLElement)).focus();
    }
  }

  /** @param {Frame} frame */
  #frame({ now, hasTime }) {
    this.#build(hasTime);
    if (now - this.#clocksAt >= CLOCK_PERIOD_MS) {
      this.#clocksAt = now;
      for (const { dataset } of this.#groups.inView) {
        this.#cards.get(Number(dataset.taskId))?.renderTimes();
      }
    }
  }

  /**
   * From the newest down, so that what is in view comes first and the rest enters out of view.
   * @param {() => boolean} hasTime
   */
  #build(hasTime) {
    if (this.#batch.length === 0) {
      this.#batch = [...this.#unbuilt];
      this.#unbuilt.clear();
      this.#above = null;
    }
    while (this.#batch.length > 0 && this.#fresh.length < GROUP_SIZE && hasTime()) {
      const record = this.#batch.pop();
      // It may have been removed while it waited.
      if (record && this.#records.has(record.task.id)) {
        const card = new Card(record);
        this.#cards.set(record.task.id, card);
        this.#fresh.push(card);
      }
    }
    if (this.#fresh.length === GROUP_SIZE || (this.#fresh.length > 0 && this.#batch.length === 0)) {
      this.#above = this.#groups.insert(
        this.#fresh.splice(0).map(({ element }) => element),
        this.#above,
      );
    }
  }
}
