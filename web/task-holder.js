import { durableLink } from "./durable-link.js";
import { HOLDER_CLOSED, label, StartError, TaskCancelledError } from "./errors.js";
import { checkText, OPEN, read, SPAWN } from "./options.js";
import { waitTwiceIfLate } from "./patience.js";
import { encode } from "./plain-data.js";
import { end, Task } from "./task.js";
import { workerSlot } from "./worker-slot.js";

/** @import { ChildSnapshot } from "./child-tree.js" */
/** @import { TaskRef } from "./errors.js" */
/** @import { OpenOptions, OpenSettings, SpawnOptions, SpawnSettings } from "./options.js" */
/** @import { Level, Plain, State } from "./protocol.js" */
/** @import { Answer } from "./task-life.js" */
/** @import { Owner, WorkerSlot } from "./worker-slot.js" */

/**
 * @typedef {{ task: number | null, name: string | null, level: Level, text: string }} LogDetail
 * @typedef {{ id: number, name: string, state: State, heldBy: string[], progress: number | null, elapsedMs: number,
 *   activeMs: number, buffered: number, sending: number, children: ChildSnapshot[] }} TaskSnapshot
 */

/**
 * @typedef {{ epoch: number, silentMs: number, tasks: Task[] }} SilenceDetail  which worker; how long, in milliseconds, nothing
 *   came from it; its tasks that are not paused: one of them is to blame. Each has its `activeMs`
 */

/** Engines without `await using` have no such symbol. @type {symbol} */
const asyncDispose = /** @type {any} */ (Symbol).asyncDispose ?? Symbol();

/**
 * Owns tasks, the workers they run in, and drives them.
 *
 * Events, all with a `detail`: `spawn` (the Task), `log` ({@link LogDetail}: a line a task or the module wrote), `fault`
 * (a TaskError: a worker was lost, had to be terminated or could not be started again, or a message was malformed),
 * `unresponsive` and `responsive` ({@link SilenceDetail}: a worker does not answer, and does again).
 *
 * A worker that dies fails its tasks with WorkerLostError; the next `spawn` starts a new one, of the next epoch. Tasks that
 * are `restartable` need no spawn: they go on in a new one. A worker lost for the second time within a minute is replaced
 * after 100 ms, and each time after twice as long; after the eighth loss every spawn fails with StartError, until `restart()`.
 *
 * A cancelled task that has not ended after `killAfterMs` fails with WorkerLostError, code TERMINATED, and its worker is
 * terminated. While the page lies in the back/forward cache or the computer sleeps, no task counts as silent or late.
 *
 * @example
 * const holder = await TaskHolder.open();
 * const task = holder.spawn("primes", { below: 1e6 }, { timeoutMs: 60_000 });
 * for await (const prime of task) console.log(prime);
 * console.log(await task.result);
 * await holder.close();
 */
export class TaskHolder extends EventTarget {
  #lastId = 0;
  /** Counts the workers. */
  #epoch = 0;
  /** Those that tasks are spread over. @type {WorkerSlot[]} */
  #shared;
  /** And those of isolated tasks. @type {Set<WorkerSlot>} */
  #slots;
  #closed = false;
  /** @type {Promise<void> | undefined} */
  #closing;
  #settings;

  /**
   * Starts a worker and the module in it.
   *
   * @example
   * const holder = await TaskHolder.open({
   *   worker: () => new Worker(new URL("./worker.js", import.meta.url), { type: "module" }),
   *   module: new URL("./tasks.wasm", import.meta.url),
   * });
   *
   * @param {OpenOptions} [options]
   * @returns {Promise<TaskHolder>} resolves when the worker is ready. Rejects with StartError, whose hint says what
   *   helps; with TypeError or RangeError on a bad option. Nothing is left running then.
   */
  static async open(options = {}) {
    const holder = new TaskHolder(read(options, OPEN));
    return new Promise((resolve, reject) => holder.#shared[0]?.start(() => resolve(holder), reject));
  }

  /**
   * For `open`, which also starts the worker.
   * @param {OpenSettings} settings
   */
  constructor(settings) {
    super();
    if (!settings) {
      throw new TypeError("use TaskHolder.open");
    }
    this.#settings = settings;
    this.#shared = [workerSlot(settings, this.#owner)];
    this.#slots = new Set(this.#shared);
  }

  /**
   * Runs the Java task registered under a name. Returns at once; the task says what becomes of it.
   *
   * @example
   * const task = holder.spawn("pathfinder", { width, height, cells }, { transfer: [cells.buffer], signal });
   *
   * @param {string} name
   * @param {Plain} [input]  copied at once, except what is in `transfer`; undefined is null
   * @param {SpawnOptions} [options]
   * @returns {Task}
   * @throws {TypeError | RangeError} on a bad option, naming it and its value
   * @throws {DataCloneError} if the input is not plain data, naming the path
   * @throws {StartError} if the holder is closed
   */
  spawn(name, input, options = {}) {
    checkText("name", name);
    /** @type {SpawnSettings} */
    const settings = read(options, SPAWN);
    if (this.#closed) {
      throw new StartError(HOLDER_CLOSED);
    }
    const { value, buffers } = encode(input, "input", { id: null, name }, settings.transfer);
    const slot = settings.isolated ? workerSlot(this.#settings, this.#owner) : this.#pick();
    const ref = { id: ++this.#lastId, name };
    const link = settings.durable ? this.#durableLink(ref, settings.durable, slot.link) : slot.link;
    const task = new Task(ref, settings, { value, buffers }, link);
    if (settings.signal?.aborted) {
      end(task, new TaskCancelledError(task, settings.signal.reason));
      link.open?.(task); // what is kept of it goes too
    } else {
      this.#slots.add(slot);
      slot.add(task, link);
    }
    this.#tell("spawn", task);
    return task;
  }

  /**
   * @param {TaskRef} task
   * @param {string} key
   * @param {WorkerSlot["link"]} link
   */
  #durableLink(task, key, link) {
    return durableLink(link, key, (text) => {
      console.warn(`${label(task)}: ${text}`);
      this.#tell("log", { task: task.id, name: task.name, level: "warn", text });
    });
  }

  /** The tasks that have not ended, oldest first. */
  get tasks() {
    return [...this.#slots].flatMap((slot) => [...slot.tasks().values()]).sort((a, b) => a.id - b.id);
  }

  /**
   * What there is right now, as plain data: for a debugging view or a log.
   * @returns {{ epoch: number, closed: boolean, tasks: TaskSnapshot[] }}  `epoch` counts the workers started
   */
  snapshot() {
    return {
      epoch: this.#epoch,
      closed: this.#closed,
      tasks: this.tasks.map(
        ({ id, name, state, heldBy, progress, elapsedMs, activeMs, buffered, sending, children }) => ({
          id,
          name,
          state,
          heldBy,
          progress,
          elapsedMs,
          activeMs,
          buffered,
          sending,
          children,
        }),
      ),
    };
  }

  /**
   * Pauses every task there is now, by the hold "all". Settles when each stands still or has ended; never rejects.
   * @returns {Promise<Answer[]>}
   */
  pauseAll() {
    return Promise.all(this.tasks.map((task) => task.pause("all")));
  }

  /**
   * Takes the hold "all" away from every task. Settles when the worker has done so; never rejects.
   * @returns {Promise<Answer[]>}
   */
  resumeAll() {
    return Promise.all(this.tasks.map((task) => task.resume("all")));
  }

  /**
   * Cancels all tasks, waits for their clean-up, at most `killAfterMs` from now, and terminates the workers. What has
   * not ended by then fails with WorkerLostError, code TERMINATED. Calling it again changes nothing.
   * @returns {Promise<void>} never rejects
   */
  close() {
    // At once, not with the promise: a listener of the cancelled tasks may spawn.
    this.#closed = true;
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** `close`, for `await using`. */
  [asyncDispose] = this.close;

  async #close() {
    const drop = () => {
      for (const slot of this.#slots) {
        slot.close();
      }
    };
    // Dropping the workers ends the tasks, so that the wait for them ends too.
    const stop = waitTwiceIfLate(this.#settings.killAfterMs, drop);
    await Promise.all(this.tasks.map((task) => task.cancel(HOLDER_CLOSED)));
    stop();
    drop();
  }

  /**
   * Tries again after too many lost workers: from now on `spawn` starts one. Without need it does nothing.
   */
  restart() {
    for (const slot of this.#shared) {
      slot.forgive();
    }
  }

  /** Where the next task goes: where the fewest are. */
  #pick() {
    const { workers } = this.#settings;
    const load = (/** @type {WorkerSlot} */ slot) => (slot.hasGivenUp() ? Infinity : slot.tasks().size);
    const best = this.#shared.reduce((a, b) => (load(b) < load(a) ? b : a));
    if (load(best) && this.#shared.length < workers) {
      const slot = workerSlot(this.#settings, this.#owner);
      this.#shared.push(slot);
      return slot;
    }
    return best;
  }

  /** What the slots need. @type {Owner} */
  #owner = {
    nextEpoch: () => ++this.#epoch,
    tell: (type, detail) => this.#tell(type, detail),
    emptied: (slot) => {
      if (!this.#shared.includes(slot)) {
        this.#slots.delete(slot);
        slot.close();
      }
    },
  };

  /**
   * @param {string} type
   * @param {unknown} detail
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
