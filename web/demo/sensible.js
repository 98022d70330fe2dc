/** @import { State } from "../protocol.js" */

/** @type {State[]} */
const ENDED = ["succeeded", "failed", "cancelled"];

/** All states, in the order of a life. @type {State[]} */
export const STATES = ["new", "running", "pausing", "paused", "cancelling", ...ENDED];

/** @param {State} state */
export const isEnded = (state) => ENDED.includes(state);

/**
 * Which commands make sense in a state; a button is enabled exactly when its command does.
 * @param {State} state
 * @returns {{ pause: boolean, resume: boolean, cancel: boolean, send: boolean, remove: boolean }}
 */
export function sensibleCommands(state) {
  const pause = state === "new" || state === "running";
  const resume = state === "pausing" || state === "paused";
  return { pause, resume, cancel: pause || resume, send: pause || resume, remove: isEnded(state) };
}
