/**
 * A reader that loses no output when its page is reloaded: it keeps each in the tab's session storage before it asks for the
 * next, by its number, and forgets those that come again.
 */
import { pointStore } from "../../web/point-store.js";
import { nextTask, show, until } from "./support.js";

/** @import { Task, TaskHolder } from "../../web/index.js" */
/** @import { SpawnOptions } from "../../web/options.js" */

/** So that a reload comes in the middle. */
const OUTPUTS_PER_TURN = 20;

/**
 * Reads a task to its end.
 * @param {TaskHolder} holder
 * @param {string} name
 * @param {unknown} input
 * @param {string} key
 * @param {SpawnOptions} [options]
 * @param {(outputs: number) => unknown} [disturb]  told after each output how many there are now, those of earlier pages too
 * @returns {{ task: Task, ended: Promise<{ outputs: string[], result: unknown, from: number }> }}  the outputs of all pages, as text;
 *   `from` the number of the first that was read on this one
 */
export function readKept(holder, name, input, key, options, disturb) {
  const task = holder.spawn(name, input, { durable: key, outputCapacity: 10, ...options });
  const read = async () => {
    let number = -1;
    for await (const output of task) {
      // Known by now: `restored` is told before any output.
      number = number < 0 ? (task.restored?.outputs ?? 0) : number;
      sessionStorage.setItem(`${key} ${number++}`, show(output));
      sessionStorage.setItem(key, String(number));
      await disturb?.(number);
      if (number % OUTPUTS_PER_TURN === 0) {
        await nextTask();
      }
    }
    const outputs = Array.from({ length: Number(sessionStorage.getItem(key)) }, (_, i) =>
      String(sessionStorage.getItem(`${key} ${i}`)),
    );
    return { outputs, result: await task.result, from: task.restored?.outputs ?? 0 };
  };
  return { task, ended: read() };
}

/**
 * The outputs and the result of a run that nobody interrupts.
 * @param {TaskHolder} holder
 * @param {string} name
 * @param {unknown} input
 */
export async function readUndisturbed(holder, name, input) {
  const task = holder.spawn(name, input);
  const outputs = [];
  for await (const output of task) {
    outputs.push(show(output));
  }
  return { outputs, result: await task.result };
}

/**
 * Has a worker killed, by the cancel of a task that does not obey.
 * @param {TaskHolder} holder  with one worker and a short `killAfterMs`
 */
export async function killWorker(holder) {
  for (let killed = false; !killed; ) {
    const stuck = holder.spawn("stuck");
    await until(() => stuck.state === "running");
    // Beside a busy task the cancel may come before the body has begun: then it ends by itself.
    ({ killed } = await stuck.cancel());
  }
}

/**
 * How a task was started again, in order; the list grows.
 * @param {Task} task
 */
export function restartsOf(task) {
  /** @type {{ code: string, first: number }[]} */
  const restarts = [];
  task.addEventListener("restarted", (event) => {
    const { error, first } = /** @type {CustomEvent} */ (event).detail;
    restarts.push({ code: error.code, first });
  });
  return restarts;
}

/** What the browser keeps under a key. @param {string} key @returns {Promise<any>} undefined if it keeps nothing */
export const stored = (key) =>
  pointStore(key, (what, error) => {
    throw new Error(`${what}: ${error}`);
  }).get();

/** Waits until it keeps a point with at least so many outputs before it. @param {string} key @param {number} outputs */
export async function untilStored(key, outputs) {
  /** @type {any} */
  let record;
  let asking = false;
  return until(() => {
    if (!asking) {
      asking = true;
      void stored(key).then((it) => {
        record = it;
        asking = false;
      });
    }
    return record?.outputs >= outputs && record;
  });
}
