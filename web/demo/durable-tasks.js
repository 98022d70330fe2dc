/** @import { TaskHolder } from "../task-holder.js" */
/** @import { StartOptions } from "./start-form.js" */

/** The tasks that save where they can go on. */
const SAVING = ["stream", "primes", "mandelbrot"];

/** More at once are not kept: each writes ten times a second. */
const KEPT_AT_ONCE = 20;

/**
 * What this tab had running when it was reloaded; the points to go on from are the library's business.
 * @typedef {{ key: string, name: string, input: unknown, options: StartOptions }} Entry
 */
const STORAGE_KEY = "taskholder demo";

/** Lets tasks that save survive the loss of their worker, and a reload of the page in the same tab. */
export class DurableTasks {
  /** @type {Entry[]} oldest first */
  #entries = [];

  /**
   * Spawns a task; if it is one that saves, so that a reloaded page finds it.
   * @param {TaskHolder} holder
   * @param {string} name
   * @param {unknown} input
   * @param {StartOptions} options
   * @param {number} times  how many are being started
   */
  spawn(holder, name, input, options, times) {
    if (SAVING.includes(name) && times <= KEPT_AT_ONCE) {
      this.#spawn(holder, { key: `demo ${crypto.randomUUID()}`, name, input, options });
    } else {
      holder.spawn(name, input, options);
    }
  }

  /**
   * Spawns what the page before this one left behind.
   * @param {TaskHolder} holder
   */
  goOn(holder) {
    for (const entry of read()) {
      this.#spawn(holder, entry);
    }
  }

  /**
   * @param {TaskHolder} holder
   * @param {Entry} entry
   */
  #spawn(holder, entry) {
    const { key, name, input, options } = entry;
    const task = holder.spawn(name, input, { ...options, durable: key, restartable: true });
    this.#entries.push(entry);
    task.addEventListener("statechange", () => {
      const nowPaused = task.heldBy.includes("default");
      if (nowPaused !== entry.options.paused) {
        entry.options.paused = nowPaused;
        this.#write();
      }
    });
    const forget = () => {
      this.#entries = this.#entries.filter((it) => it !== entry);
      this.#write();
    };
    task.result.then(forget, forget);
    this.#write();
  }

  #write() {
    try {
      sessionStorage.setItem(STORAGE_KEY, JSON.stringify(this.#entries));
    } catch {
      // A page without storage is a page without memory.
    }
  }
}

/** @returns {Entry[]} */
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? "[]");
  } catch {
    return [];
  }
}
