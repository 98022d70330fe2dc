/** @import { TaskHolder } from "../../index.js" */
/** @import { FeedError } from "./feed-end.js" */
/** @import { FeedList } from "./feed-list.js" */

/**
 * @typedef {object} RunListener
 * @property {() => void} changed  its state, whether it loads, its error
 * @property {(error: unknown) => void} ended  undefined if the feed is at its end
 */

const PAGE_SIZE = 20;
/** Few, so that the task does not run far ahead of the reader; with some left, so that the next page comes in time. */
const OUTPUT_CAPACITY = 10;
const OUT_OF_VIEW = "out of view";

/** One task that reads a feed into a list, from where the list ends. What it sends after it was left is not shown. */
export class FeedRun {
  /** Why the page that is awaited did not come; null again as soon as it is asked for anew. @type {FeedError | null} */
  error = null;
  #left = false;
  /** @type {() => void} */
  #goOn = () => {};
  #task;

  /**
   * @param {TaskHolder} holder
   * @param {string} url
   * @param {FeedList} list
   * @param {RunListener} listener
   */
  constructor(holder, url, list, listener) {
    const input = { url, pageSize: PAGE_SIZE, skip: list.count };
    this.#task = holder.spawn("feed", input, { outputCapacity: OUTPUT_CAPACITY });
    this.#task.addEventListener("progress", () => {
      this.error = null;
      listener.changed();
    });
    this.#task.addEventListener("statechange", listener.changed);
    void this.#read(list, listener);
  }

  get state() {
    return this.#task.state;
  }

  /** Whether a page is on its way: the task tells 0 when it asks for one, 1 when it has it. */
  get isLoading() {
    return this.#task.progress !== 1;
  }

  /** Pauses the task while nobody sees the list. @param {boolean} held */
  hold(held) {
    void (held ? this.#task.pause(OUT_OF_VIEW) : this.#task.resume(OUT_OF_VIEW));
  }

  /** The end of the list is near: takes more items. */
  readOn() {
    this.#goOn();
  }

  /** Asks for the page again now. */
  retry() {
    this.error = null;
    this.#task.trySend("retry");
  }

  /** Cancels the task. @param {string} reason */
  leave(reason) {
    this.#left = true;
    this.#goOn();
    return this.#task.cancel(reason);
  }

  /**
   * @param {FeedList} list
   * @param {RunListener} listener
   */
  async #read(list, listener) {
    let failure;
    try {
      for await (const output of this.#task) {
        if (this.#left) {
          return;
        }
        this.error = output.error ?? null;
        if (!this.error) {
          list.add(output);
        }
        listener.changed();
        while (!this.#left && !list.isNearEnd()) {
          await new Promise((resolve) => {
            this.#goOn = () => resolve(undefined);
          });
        }
      }
    } catch (error) {
      failure = error;
    }
    if (!this.#left) {
      listener.ended(failure);
    }
  }
}
