/**
 * Every message between page and worker, version 2. Its Java twin is the package `dev.taskholder.wire`;
 * the golden files in src/test/resources/golden hold the two together.
 *
 * A batch is an array of messages, one `postMessage` per batch. The first batch is `[start]` alone, and the page
 * sends nothing else until `ready`. An empty batch of the page is answered by a `pulse`. `outcome` is the last message
 * of its task. Integers fit in a Java `int`.
 */

import { anObject, arrayOf, flag, flaw, integer, number, oneOf, optional, rule, shape, text, texts } from "./rules.js";

/** @import { Flaw } from "./rules.js" */

/**
 * Plain data: null, boolean, number, 64-bit bigint, string, typed array, ArrayBuffer, array, plain object.
 * @typedef {unknown} Plain
 * @typedef {"user-blocking" | "user-visible" | "background"} Priority
 * @typedef {"new" | "running" | "pausing" | "paused" | "cancelling"} LiveState
 * @typedef {LiveState | "succeeded" | "failed" | "cancelled"} State
 * @typedef {"resumed" | "cancelled" | "ended"} Because
 *
 * Page → worker
 * @typedef {{ type: "start", protocol: 2, epoch: number, module: string | undefined, control?: Int32Array }} Start
 *   control: one word of shared memory, the number of batches posted after this one; only where the page is isolated
 * @typedef {{ type: "spawn", task: number, name: string, input: Plain, inputCapacity: number, outputCapacity: number,
 *   paused: boolean, priority: Priority, restored?: Plain }} Spawn  paused: spawned with the hold "default"; restored: the value of
 *   the `saved` to go on from
 * @typedef {{ type: "pause", task: number, hold: string, command: number }} Pause
 * @typedef {{ type: "resume", task: number, hold: string, command: number }} Resume
 *   both are answered by a `state` whose answer has the same command
 * @typedef {{ type: "cancel", task: number, reason: Plain }} Cancel
 * @typedef {{ type: "send", task: number, request: number, messages: Plain[] }} Send  one or more, in order. If they want a
 *   `reply` each, `request` is the number of the first, and those of the others follow; else it is 0
 * @typedef {{ name: string, message: string, stack: string, cause?: JsError }} JsError
 * @typedef {{ type: "returned", task: number, call: number, value: Plain, error?: JsError }} Returned  answers a `call`
 * @typedef {{ type: "closeInput", task: number }} CloseInput
 * @typedef {{ type: "credit", task: number, count: number }} Credit  the reader may be sent `count` more outputs
 * @typedef {{ type: "priority", task: number, priority: Priority }} SetPriority
 * @typedef {Start | Spawn | Pause | Resume | Cancel | Send | Returned | CloseInput | Credit | SetPriority} ToWorker
 *
 * Sends a message about one task.
 * @typedef {<T extends ToWorker["type"]>(type: T, fields: Omit<Extract<ToWorker, { type: T }>, "type" | "task">,
 *   buffers?: ArrayBuffer[]) => void} Post
 *
 * Worker → page
 * @typedef {{ type: "ready", protocol: 2, epoch: number, tasks: string[] }} Ready
 * @typedef {{ type: "pulse", idle: boolean }} Pulse  whether nothing is left to run; also sent, once after `idle: true`, before
 *   tasks run that nothing from the page has brought to life
 * @typedef {{ command: number, applied: boolean, paused: boolean, because?: Because }} WireAnswer
 * @typedef {{ type: "state", task: number, state: LiveState, heldBy: string[], answer?: WireAnswer }} StateReport
 * @typedef {{ type: "output", task: number, values: Plain[] }} Output
 * @typedef {{ type: "progress", task: number, value: number }} Progress
 * @typedef {{ type: "saved", task: number, value: Plain, outputs: number }} Saved  the task can go on from there; so many outputs of
 *   this run come before it
 * @typedef {{ type: "accepted", task: number, count: number, credit: number }} Accepted
 *   `count` sends, oldest first, are in the inbox; `credit` messages left it
 * @typedef {{ code: "FAILED" | "UNKNOWN_TASK" | "DATA_CLONE", message: string, javaClass: string, javaStack: string,
 *   child?: string, cause?: WireError, suppressed?: WireError[], module?: string }} WireError  `child` has failed, its failure
 *   is the cause; a line of `javaStack` may be `at wasm:1234`, a place in `module`, which is the page's own note
 * @typedef {{ child: number, parent: number, name: string, state: State }} Child  parent: another child's number, 0 for the task
 * @typedef {{ type: "children", task: number, children: Child[] }} Children  what is new of them; parents come first
 * @typedef {{ type: "reply", task: number, request: number, values?: Plain[], error?: WireError }} Reply  to one or more
 *   requests, numbered from `request` on; or, with an error instead of values, to one
 * @typedef {{ type: "call", task: number, call: number, function: string, argument: Plain }} Call
 * @typedef {{ type: "abandon", task: number, call: number }} Abandon  the task does not wait for that call any more
 * @typedef {{ type: "outcome", task: number } & (
 *   { outcome: "succeeded", value: Plain } | { outcome: "cancelled", reason: Plain } |
 *   { outcome: "failed", error: WireError })} Outcome
 * @typedef {"debug" | "info" | "warn" | "error"} Level
 * @typedef {{ type: "log", task: number | null, level: Level, text: string }} Log
 * @typedef {{ type: "fault", code: "PROTOCOL" | "LOAD_FAILED" | "WORKER_LOST", message: string, field?: string,
 *   task?: number, fatal?: true }} Fault  the message of LOAD_FAILED is the hint; `fatal` is the page's own note on a
 *   message it could not read
 * @typedef {StateReport | Output | Progress | Saved | Accepted | Children | Reply | Call | Abandon | Outcome} ToTask
 * @typedef {Ready | Pulse | ToTask | Log | Fault} ToPage
 */

export const PROTOCOL = 2;

export const PRIORITIES = "user-blocking|user-visible|background";

const id = integer(1);
const task = id;
const protocol = number(`${PROTOCOL}`, PROTOCOL, (it) => it === PROTOCOL);

const LIVE = "new|running|pausing|paused|cancelling";
const ENDS = "succeeded|cancelled|failed";

/** @type {import("./rules.js").Rule} */
const failure = shape({
  code: oneOf("FAILED|UNKNOWN_TASK|DATA_CLONE"),
  message: text,
  javaClass: text,
  javaStack: text,
  child: optional(text),
  cause: optional((value, field) => failure(value, field)),
  suppressed: optional(arrayOf("errors", (item) => !failure(item, ""))),
});

const child = shape({ child: id, parent: integer(0), name: text, state: oneOf(`${LIVE}|${ENDS}`) });

const several = rule("an array of at least one", (it) => Array.isArray(it) && it.length > 0);

/** The incoming messages, field by field. Plain data needs no rule: the browser has cloned it. */
const INCOMING = new Map(
  Object.entries({
    ready: shape({ protocol, epoch: integer(1), tasks: texts }),
    pulse: shape({ idle: flag }),
    state: shape({
      task,
      state: oneOf(LIVE),
      heldBy: texts,
      answer: optional(
        shape({
          command: integer(0),
          applied: flag,
          paused: flag,
          because: optional(oneOf("resumed|cancelled|ended")),
        }),
      ),
    }),
    output: shape({ task, values: several }),
    progress: shape({ task, value: number("a number from 0 to 1", 0, (it) => it <= 1) }),
    saved: shape({
      task,
      outputs: rule("an integer ≥ 0", (it) => Number.isSafeInteger(it) && it >= 0),
    }),
    accepted: shape({ task, count: integer(0), credit: integer(0) }),
    children: shape({ task, children: arrayOf("children", (it) => !child(it, "")) }),
    reply: shape({
      task,
      request: id,
      error: optional(failure),
      values: (value, field, owner) => (owner.error ? undefined : several(value, field)),
    }),
    call: shape({ task, call: id, function: text }),
    abandon: shape({ task, call: id }),
    outcome: shape({
      task,
      outcome: oneOf(ENDS),
      error: (value, field, owner) => (owner.outcome === "failed" ? failure(value, field) : undefined),
    }),
    log: shape({
      task: (value, field) => (value === null ? undefined : task(value, field)),
      level: oneOf("debug|info|warn|error"),
      text,
    }),
    fault: shape({
      code: oneOf("PROTOCOL|LOAD_FAILED|WORKER_LOST"),
      message: text,
      field: optional(text),
      task: optional(task),
    }),
  }),
);

/**
 * Finds what is wrong with a message from the worker. Nothing is thrown whatever it is.
 * @param {any} message
 * @returns {Flaw | undefined} undefined if it is a {@link ToPage}
 */
export function findFlaw(message) {
  const type = message?.type;
  const check = INCOMING.get(type);
  return anObject(message, "message") ?? (check ? check(message, type) : flaw("type", "a known one", type));
}
