/** @import { Because, State, ToWorker } from "./protocol.js" */
/** @import { ResumePoint } from "./resume-point.js" */
/** @import { Task } from "./task.js" */

/**
 * What came of a pause or a resume.
 * @typedef {object} Answer
 * @property {boolean} applied  whether the command changed anything; false if it came too late
 * @property {boolean} paused  whether the task was paused when it was answered
 * @property {Because} [because]  why a pause did not come into effect
 * @property {string[]} heldBy  the holds the task had then
 */

/**
 * What a task may do to its holder. `terminate` does nothing to a task that has ended.
 * @typedef {object} TaskLink
 * @property {(message: ToWorker, buffers?: ArrayBuffer[]) => void} post
 * @property {(task: Task) => void} terminate
 * @property {(task: Task) => void} ended
 * @property {(task: Task) => void} [open]  if it is durable, and no worker has got it yet: lets it go once it is known where from
 * @property {(point: ResumePoint) => void} [saved]  of a durable one: it has saved a point
 * @property {(outputs: number) => void} [read]  likewise: the reader has done with that many outputs; Infinity: it has left
 */

/**
 * The life of a task as the page sees it. Along it the stages only rise.
 *
 *   0 new ──► 1 running · pausing · paused ──► 2 cancelling ──► 3 succeeded · failed · cancelled
 *
 * Only a restartable task that loses its worker at stage 1 becomes new again.
 */
const STAGES = { new: 0, running: 1, pausing: 1, paused: 1, cancelling: 2, succeeded: 3, failed: 3, cancelled: 3 };

/** @param {State} state */
export const hasEnded = (state) => STAGES[state] === 3;

/**
 * The table state × command, as far as the page decides it: it shows at once only what is certain to come.
 * @param {State} state
 * @param {"pause" | "resume" | "cancel"} command
 * @param {unknown} cancelled  set if the page has cancelled: one that is new shows it no more than by its end
 * @returns {State | null} what to show while the worker is asked; null if it is too late for the command
 */
export function decide(state, command, cancelled) {
  if (cancelled || STAGES[state] > 1) {
    return null;
  }
  if (command === "cancel" && state !== "new") {
    return "cancelling";
  }
  return command === "pause" && state === "running" ? "pausing" : state;
}

/**
 * What to show after a report of the worker, which may have been sent before it knew of our last command.
 * @param {State} shown
 * @param {State} reported
 * @param {unknown} cancelled  set if the page has cancelled
 * @param {number} asked  how many commands are not answered yet
 * @returns {State}
 */
export function believe(shown, reported, cancelled, asked) {
  const next = cancelled && STAGES[reported] === 1 ? "cancelling" : reported;
  const early = shown === "pausing" && next === "running" && asked > 0;
  return early || STAGES[next] < STAGES[shown] ? shown : next;
}

/**
 * The answer to a command that came too late.
 * @param {Because} because
 * @returns {Answer}
 */
export const tooLate = (because) => ({ applied: false, paused: false, because, heldBy: [] });
