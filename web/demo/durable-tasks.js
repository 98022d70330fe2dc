/** @import { TaskHolder } from "../task-holder.js" */
/** @import { Task } from "../task.js" */
/** @import { StartOptions } from "./start-form.js" */

/** The tasks that save where they can go on. */
const SAVING = ["stream", "primes", "mandelbrot"];

/** More at once are not kept: each writes ten times a second. */
const KEPT_AT_ONCE = 20;

/** How a task ends that was taken away: the library keeps where it stands. */
const TAKEN = ["WORKER_LOST", "TERMINATED", "LOAD_FAILED", "PROTOCOL"];

/**
 * What this tab had running when it was reloaded; the points to go on from are the library's business. `holds` are the task's.
 * @typedef {{ key: string, name: string, input: unknown, options: StartOptions, holds: string[] }} Entry
 */
const STORAGE_KEY = "taskholder demo";

/**
 * Lets tasks that save survive the loss of their worker, and a reload of the page in the same tab. An entry is there as long as the
 * library has a point for its key. Of a tab that is closed both stay: a browser that opens it again brings its entries back.
 */
export class DurableTasks {
  /** Oldest first. @type {Map<Task, Entry>} */
  #entries = new Map();
  /** Those that have ended by themselves: their points stay until their outputs are read. @type {Set<Task>} */
  #readOut = new Set();

  constructor() {
    // A hold that comes or goes while another is there, and an output that is read, are no change of state.
    addEventListener("pagehide", () => this.#write());
  }

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
      // Not randomUUID: a page that comes by plain HTTP has none.
      const key = `demo ${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
      this.#spawn(holder, { key, name, input, options, holds: options.paused ? ["default"] : [] });
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
      try {
        this.#spawn(holder, entry);
      } catch (error) {
        console.warn("what this tab had running does not go on:", entry, error);
      }
    }
  }

  /**
   * @param {TaskHolder} holder
   * @param {Entry} entry
   */
  #spawn(holder, entry) {
    const { key, name, input, options, holds } = entry;
    const paused = holds.includes("default");
    const task = holder.spawn(name, input, { ...options, paused, durable: key, restartable: true });
    if (holds.includes("all")) {
      void task.pause("all");
    }
    this.#entries.set(task, entry);
    let cancelled = false;
    task.addEventListener("statechange", () => {
      cancelled ||= task.state === "cancelling";
      this.#write();
    });
    const readOut = () => {
      this.#readOut.add(task);
      this.#write();
    };
    task.result.then(readOut, ({ code }) => {
      if (code === "FAILED") {
        readOut();
      } else if (cancelled || !TAKEN.includes(code)) {
        this.#entries.delete(task);
        this.#write();
      }
    });
    this.#write();
  }

  #write() {
    for (const [task, entry] of this.#entries) {
      if (this.#readOut.has(task) && !task.buffered) {
        this.#entries.delete(task);
      } else if (task.state === "running" || task.state === "paused") {
        // Else the worker has not told of all of them yet, or no longer.
        entry.holds = task.heldBy;
      }
    }
    try {
      sessionStorage.setItem(STORAGE_KEY, JSON.stringify([...this.#entries.values()]));
    } catch {
      // A page without storage is a page without memory.
    }
  }
}

/** @returns {Entry[]} */
function read() {
  try {
    const entries = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? "[]");
    return Array.isArray(entries) ? entries : [];
  } catch {
    return [];
  }
}
