import { within } from "./patience.js";

/** @import { Outcome, WireError } from "./protocol.js" */

/** Says `close` to the tasks it cancels, and to those that come too late. */
export const HOLDER_CLOSED = "the holder is closed";

/**
 * The task an error is about: `id` is null when it was never spawned.
 * @typedef {{ id: number | null, name: string }} TaskRef
 */

/** What every error of this library is. Its `code` is one of the constants named below; it says which task it is about. */
export class TaskError extends Error {
  /**
   * @param {string} message
   * @param {TaskRef | null} [task]
   * @param {unknown} [cause]
   */
  constructor(message, task, cause) {
    super(message, /** @type {any} */ (cause && { cause }));
    /** @type {string} one of the constants named at the subclasses; its own property, so that logs show it */
    this.code = /** @type {any} */ (this).code;
    /** The task's id; null when the error is about no task in particular, or the task was never spawned. */
    this.taskId = task?.id ?? null;
    /** The name it was spawned by; null when the error is about no task in particular. */
    this.taskName = task?.name ?? null;
  }
}

/** `CANCELLED`: the task was cancelled, and has ended. */
export class TaskCancelledError extends TaskError {
  /**
   * @param {TaskRef} task
   * @param {unknown} reason
   */
  constructor(task, reason) {
    super(`${label(task)} was cancelled`, task);
    /** The very value given to `cancel`, or the signal's own reason; undefined or null when none was given. */
    this.reason = reason;
  }
}

/** `TIMEOUT`: the task's `timeoutMs` passed on the page's clock; it was cancelled, and has ended. */
export class TaskTimeoutError extends TaskError {
  /**
   * @param {TaskRef} task
   * @param {number} timeoutMs
   */
  constructor(task, timeoutMs) {
    super(`${label(task)} did not end within ${timeoutMs} ms`, task);
    /** The time-out that passed, in milliseconds. */
    this.timeoutMs = timeoutMs;
  }
}

/** By error, the module that its Java stack has still to be looked up for. @type {WeakMap<object, string>} */
const unread = new WeakMap();

/** `FAILED`: the task's Java code threw. `cause` is the Java cause as another TaskFailedError, if there is one. */
export class TaskFailedError extends TaskError {
  /**
   * @param {WireError} error
   * @param {TaskRef} task
   * @param {string[]} [parents]
   */
  constructor({ message, cause, javaClass, javaStack, module, child, suppressed = [] }, task, parents = [task.name]) {
    const path = parents.concat(child ?? []);
    const caused = cause && new TaskFailedError(cause, task, path);
    super(message, task, caused);
    /** The Java class of what was thrown, for example `java.lang.IllegalStateException`. */
    this.javaClass = javaClass;
    /**
     * What Java prints, without the cause, which has its own: class and message, and a line for each call, `at
     * demo.Primes.run(Primes.java:21)`; `at wasm:1234` if there is no map beside the module. Empty if nothing was thrown.
     */
    this.javaStack = javaStack;
    /** Where it went wrong first: this task's name, the name of its child in which it did, of that one's child… @type {string[]} */
    this.taskPath = caused?.taskPath ?? path;
    /** What went wrong besides, later, as in Java. @type {TaskFailedError[]} */
    this.suppressed = suppressed.map((other) => new TaskFailedError(other, task, parents));
    if (module) {
      unread.set(this, module);
    }
  }
}

/**
 * Looks up what the Java stacks of an error are about, which takes a fetch, and 0.9 s at most. It is only done for errors that come
 * from a task, and so is loading what does it.
 * @param {unknown} error
 * @param {() => void} then  called when it is done, or could not be; at once if there is nothing to do
 */
export function whenRead(error, then) {
  const module = unread.get(/** @type {any} */ (error));
  if (!module) {
    return then();
  }
  const reading = import("./java-stack.js").then(({ read }) => read(/** @type {any} */ (error), module));
  // If that does not load, the stacks stay as they came.
  within(900, reading).then(then, then);
}

/** `WORKER_LOST` or `TERMINATED`: the task's worker is gone, and the task with it, without clean-up. */
export class WorkerLostError extends TaskError {
  /**
   * @param {string} message
   * @param {TaskRef | null} task
   * @param {boolean} [terminated]  by `terminate()` of this task, or by `close()`
   */
  constructor(message, task, terminated) {
    super(message, task);
    if (terminated) {
      this.code = "TERMINATED";
    }
  }
}

/** `UNKNOWN_TASK`: the module has no task of that name. */
export class UnknownTaskError extends TaskError {}

/** `TASK_ENDED`: a message was not taken, because the task or its input has ended. It was not delivered. */
export class TaskEndedError extends TaskError {}

/**
 * `LOAD_FAILED`: no worker could be started, or the holder is closed. The message says why and what helps: `404: …`,
 * `CSP: …`, `no Wasm GC: …`, `broken module: …`, `time-out: …`.
 */
export class StartError extends TaskError {
  /** The message again. */
  get hint() {
    return this.message;
  }
}

/** `KEY_IN_USE`: another task, of this page or another of the same origin, was spawned with the same `durable` and lives, or its
 * reader is not done yet with the outputs that it left. */
export class KeyInUseError extends TaskError {}

/** `DATA_CLONE`: a value is not plain data, so it cannot cross between page and task. Nothing was sent. */
export class DataCloneError extends TaskError {}

/** `PROTOCOL`: page and worker did not understand each other. */
export class ProtocolError extends TaskError {
  /**
   * @param {string} message
   * @param {TaskRef | null} [task]
   * @param {string | null} [field]
   */
  constructor(message, task, field = null) {
    super(message, task);
    /** The field that was wrong, as `<message type>.<field>`; null when it is not about a field. */
    this.field = field;
  }
}

/** Said here for good: minifiers rename the classes. @type {[type: Function, name: string, code?: string][]} */
const NAMES = [
  [TaskError, "TaskError"],
  [TaskCancelledError, "TaskCancelledError", "CANCELLED"],
  [TaskTimeoutError, "TaskTimeoutError", "TIMEOUT"],
  [TaskFailedError, "TaskFailedError", "FAILED"],
  [WorkerLostError, "WorkerLostError", "WORKER_LOST"],
  [UnknownTaskError, "UnknownTaskError", "UNKNOWN_TASK"],
  [TaskEndedError, "TaskEndedError", "TASK_ENDED"],
  [StartError, "StartError", "LOAD_FAILED"],
  [KeyInUseError, "KeyInUseError", "KEY_IN_USE"],
  [DataCloneError, "DataCloneError", "DATA_CLONE"],
  [ProtocolError, "ProtocolError", "PROTOCOL"],
];
for (const [{ prototype }, name, code] of NAMES) {
  Object.assign(prototype, { name, code });
}

/**
 * What the result of a task rejects with.
 * @param {Outcome} message
 * @param {{ id: number, name: string }} task
 * @param {{ reason: unknown }} [cancel]  the page's own cancel: it knows the very reason, the worker a copy
 * @returns {TaskError | undefined} undefined if it succeeded
 */
export function errorOf(message, task, cancel) {
  if (message.outcome === "cancelled") {
    const { reason } = cancel ?? message;
    const timedOut = reason instanceof TaskTimeoutError && reason.taskId === task.id;
    return timedOut ? reason : new TaskCancelledError(task, reason);
  }
  if (message.outcome === "failed") {
    const { error } = message;
    const type = [UnknownTaskError, DataCloneError].find(({ prototype }) => prototype.code === error.code);
    return type ? new type(error.message, task) : new TaskFailedError(error, task);
  }
  return undefined;
}

/**
 * How errors speak of a task.
 * @param {TaskRef} task
 */
export const label = ({ id, name }) => `task ${id} (${name})`;
