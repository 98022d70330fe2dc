import { TaskTimeoutError } from "./errors.js";

/** @import { SpawnSettings } from "./options.js" */

/**
 * Cancels a task when its signal aborts, or when its time-out has passed on the page's clock.
 * @param {{ id: number, name: string, cancel: (reason: unknown) => unknown }} task
 * @param {Pick<SpawnSettings, "signal" | "timeoutMs">} settings
 * @returns {() => void} to be called at the end: removes the listener and the timer
 */
export function cancelOn(task, { signal, timeoutMs }) {
  const abort = () => task.cancel(signal?.reason);
  const timer =
    timeoutMs !== undefined && setTimeout(() => task.cancel(new TaskTimeoutError(task, timeoutMs)), timeoutMs);
  signal?.addEventListener("abort", abort);
  return () => {
    clearTimeout(/** @type {any} */ (timer));
    signal?.removeEventListener("abort", abort);
  };
}
