import { connect } from "./connection.js";
import { ProtocolError, StartError, TaskCancelledError, WorkerLostError } from "./errors.js";
import { checkText, OPEN, read, SPAWN } from "./options.js";
import { encode } from "./plain-data.js";
import { deliver, end, Task } from "./task.js";

/** @import { ChildSnapshot } from "./child-tree.js" */
/** @import { Connection, MakeError } from "./connection.js" */
/** @import { TaskError } from "./errors.js" */
/** @import { OpenOptions, OpenSettings, SpawnOptions, SpawnSettings } from "./options.js" */
/** @import { Fault, Level, Log, Plain, State, ToTask } from "./protocol.js" */
/** @import { Answer, TaskLink } from "./task-life.js" */

/**
 * @typedef {{ task: number | null, name: string | null, level: Level, text: string }} LogDetail
 * @typedef {{ id: number, name: string, state: State, heldBy: string[], progress: number | null, elapsedMs: number,
 *   activeMs: number, buffered: number, sending: number, children: ChildSnapshot[] }} TaskSnapshot
 */

/** Engines without `await using` have no such symbol. @type {symbol} */
const asyncDispose = /** @type {any} */ (Symbol).asyncDispose ?? Symbol();

/**
 * Owns the tasks of one worker and drives them.
 *
 * Events, all with a `detail`: `spawn` (the Task), `log` ({@link LogDetail}: a line a task or the module wrote), `fault`
 * (a TaskError: the worker was lost or could not be started again, or a message was malformed).
 *
 * A worker that dies fails its tasks with WorkerLostError; the next `spawn` starts a new one, of the next epoch.
 *
 * @example
 * const holder = await TaskHolder.open();
 * const task = holder.spawn("primes", { below: 1e6 }, { timeoutMs: 60_000 });
 * for await (const prime of task) console.log(prime);
 * console.log(await task.result);
 * await holder.close();
 */
export class TaskHolder extends EventTarget {
  /** @type {Map<number, Task>} the live ones, oldest first */
  #tasks = new Map();
  #lastId = 0;
  /** Counts the workers. */
  #epoch = 0;
  /** @type {Connection | undefined} undefined: the next spawn makes one */
  #connection;
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
    return new Promise((resolve, reject) => holder.#connect(() => resolve(holder), reject));
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
      throw new StartError("the holder is closed");
    }
    const { value, buffers } = encode(input, "input", { id: null, name }, settings.transfer);
    const task = new Task({ id: ++this.#lastId, name }, settings, this.#link);
    if (settings.signal?.aborted) {
      end(task, new TaskCancelledError(task, settings.signal.reason));
    } else {
      const { signal, timeoutMs, transfer, functions, ...rest } = settings;
      this.#tasks.set(task.id, task);
      const connection = this.#connection ?? this.#connect();
      connection.post({ type: "spawn", task: task.id, name, input: value, ...rest }, buffers);
    }
    this.#tell("spawn", task);
    return task;
  }

  /** The tasks that have not ended, oldest first. */
  get tasks() {
    return [...this.#tasks.values()];
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
   * Cancels all tasks, waits for their clean-up, at most `killAfterMs` from now, and terminates the worker. What has
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
    const drop = () => this.#drop((task) => new WorkerLostError("the holder is closed", task, true));
    // Dropping the worker ends the tasks, so that the wait for them ends too.
    const timer = setTimeout(drop, this.#settings.killAfterMs);
    await Promise.all(this.tasks.map((task) => task.cancel("the holder is closed")));
    clearTimeout(timer);
    drop();
  }

  /** What the tasks may do to their holder. @type {TaskLink} */
  #link = {
    post: (message, buffers) => this.#connection?.post(message, buffers),
    ended: (task) => this.#tasks.delete(task.id),
    // Not if the task has ended, or is about to because its worker is gone.
    terminate: (task) =>
      this.#tasks.has(task.id) && this.#drop((it) => new WorkerLostError("the worker was terminated", it, it === task)),
  };

  /**
   * @param {() => void} ready
   * @param {(error: TaskError) => void} failed
   */
  #connect(ready = () => {}, failed = ready) {
    const receive = (/** @type {ToTask | Log | Fault} */ message) => this.#receive(message);
    this.#connection = connect(this.#settings, ++this.#epoch, ready, receive, (makeError) => {
      const error = makeError(null);
      this.#drop(makeError);
      failed(error);
      this.#tell("fault", error);
    });
    return this.#connection;
  }

  /**
   * Lets go of the worker, and only then ends its tasks: a listener of theirs may spawn anew.
   * @param {MakeError} makeError
   */
  #drop(makeError) {
    const tasks = this.#tasks;
    this.#tasks = new Map();
    this.#connection?.close();
    this.#connection = undefined;
    for (const task of tasks.values()) {
      end(task, makeError(task));
    }
  }

  /** @param {ToTask | Log | Fault} message */
  #receive(message) {
    const task = this.#tasks.get(/** @type {number} */ (message.task));
    if (message.type === "fault") {
      const { message: text, field, fatal } = message;
      const error = new ProtocolError(text, task, field);
      // The task cannot be trusted to have an outcome any more; nor can one whose spawn the worker could not read.
      if (task && (fatal || field?.startsWith("spawn."))) {
        void task.cancel(text);
        end(task, error);
      }
      this.#tell("fault", error);
    } else if (message.type === "log") {
      const { type, ...line } = message;
      this.#tell(type, { ...line, name: task?.name ?? null });
    } else if (task) {
      deliver(task, message);
    }
  }

  /**
   * @param {"spawn" | "log" | "fault"} type
   * @param {Task | LogDetail | TaskError} detail
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
