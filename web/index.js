/**
 * Taskholder: long-lived Java tasks in a Web Worker, under the page's control.
 * This list is the public API; what is not named here may change.
 */
export {
  DataCloneError,
  KeyInUseError,
  ProtocolError,
  StartError,
  TaskCancelledError,
  TaskEndedError,
  TaskError,
  TaskFailedError,
  TaskTimeoutError,
  UnknownTaskError,
  WorkerLostError,
} from "./errors.js";
export { Task } from "./task.js";
export { TaskHolder } from "./task-holder.js";
