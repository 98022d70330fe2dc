import { resumePoint } from "./resume-point.js";

/** @import { TaskError } from "./errors.js" */
/** @import { SpawnSettings } from "./options.js" */
/** @import { Encoded } from "./plain-data.js" */
/** @import { Spawn } from "./protocol.js" */
/** @import { TaskLink } from "./task-life.js" */

/**
 * What the event `restarted` tells: the task has lost its worker and is spawned again in another. Its body runs anew, from
 * its last save or from the beginning.
 *
 * Outputs: those that the page has had come only once, because as many as there were after the last save are passed over
 * in the new run. That is right for a body that emits the same from there again.
 * Inputs: what the lost run had accepted is gone, what it had not accepted goes to the new one, and requests without reply
 * reject with `error`. Holds and commands without answer go to the new run.
 *
 * @typedef {object} RestartDetail
 * @property {TaskError} error  how the worker was lost
 * @property {number} first  the number of the first output that the new run emits, counted from 0 through all runs, those on earlier
 *   pages too
 * @property {number} undelivered  how many messages had been accepted and not been taken by the task: they are lost
 */

/**
 * What it takes to spawn one task: once, or again and again if it is restartable. Then the page keeps the input, and
 * what it sends is a copy.
 * @param {{ id: number, name: string }} ref
 * @param {SpawnSettings} settings
 * @param {Encoded} input
 */
export function respawn({ id, name }, settings, input) {
  const { signal, timeoutMs, transfer, functions, isolated, restartable, durable, ...rest } = settings;
  /** @type {Encoded | undefined} */
  let kept = input;
  const point = resumePoint();

  /**
   * @param {Partial<Spawn>} [changes]  what is different this time
   * @returns {{ message: Spawn, buffers: ArrayBuffer[] }}
   */
  const spawn = (changes) => {
    const { value, buffers } = /** @type {Encoded} */ (kept);
    kept = restartable ? kept : undefined;
    return {
      message: { type: "spawn", task: id, name, input: value, ...rest, ...changes },
      buffers: restartable ? [] : buffers,
    };
  };

  return {
    message: spawn,

    /** Where it can go on. */
    point,

    /**
     * Spawns it in a new worker, and tells that one all it has to know.
     * @param {{ commands: ReturnType<typeof import("./commands.js").commands>,
     *   input: ReturnType<typeof import("./input-window.js").inputWindow>,
     *   output: ReturnType<typeof import("./output-reader.js").outputReader>,
     *   exchange: ReturnType<typeof import("./exchange.js").exchange> }} parts
     * @param {string[]} holds
     * @param {TaskLink} link
     * @param {TaskError} error  how the worker was lost
     * @returns {RestartDetail & { tell: () => void }}  and what tells of children and calls that are gone
     */
    again({ commands, input, output, exchange }, holds, link, error) {
      // Copied, not moved, like the input: a third run may need it.
      const restored = point.again();
      const outputCapacity = output.restart();
      link.post(spawn({ paused: holds.includes("default"), outputCapacity, ...restored }).message);
      commands.restart(holds.filter((hold) => hold !== "default"));
      const { requests, undelivered } = input.restart();
      output.giveCredit();
      return { error, first: point.first(), undelivered, tell: exchange.restart(requests, error) };
    },

    /** Whether it can be spawned again. */
    isPossible: () => restartable,
  };
}
