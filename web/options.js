import { PRIORITIES } from "./protocol.js";
import { anObject, arrayOf, flag, integer, millis, oneOf, optional, rule, text, typeOf } from "./rules.js";

/** @import { PageFunction } from "./page-functions.js" */
/** @import { Priority } from "./protocol.js" */
/** @import { Rule } from "./rules.js" */

/**
 * @typedef {object} OpenOptions
 * @property {() => Worker} [worker]  makes a new worker that runs worker.js, each time one is started. Bundlers understand
 *   only the literal `() => new Worker(new URL("…/worker.js", import.meta.url), { type: "module" })`. Default: the bundled one.
 * @property {string | URL} [module]  the Wasm module; relative to the page. Default: the bundled demo module.
 * @property {number} [workers]  how many workers the tasks are spread over. The first starts at once, another when a task comes
 *   and each that runs has one. Default: 1.
 * @property {boolean} [sharedMemory]  share four bytes with the worker where the page is cross-origin isolated, so that a busy task
 *   lets a command in at its next checkpoint and not only when its slice is used up. Default: true.
 * @property {number} [startTimeoutMs]  how long a worker may take until it is ready, from when it is made. Default: 10 000.
 * @property {number} [stuckAfterMs]  how long a worker in which tasks run may stay silent until `unresponsive` is told; up to half as
 *   long more may pass. 0: never. Default: 2 000.
 * @property {number} [killAfterMs]  how long a cancelled task may take for its clean-up, from `cancel` or `close`, until its worker is
 *   terminated. Default: 5 000.
 *
 * @typedef {Required<OpenOptions>} OpenSettings
 */

/**
 * All times are in milliseconds from 0 to 2147483647 (24 days), all capacities integers in that range.
 * @typedef {object} SpawnOptions
 * @property {AbortSignal | null} [signal]  cancels the task; its reason becomes the task's. Already aborted: the task never starts.
 * @property {boolean} [paused]  start with the hold "default", so that nothing runs until `resume()`. Default: false.
 * @property {Priority} [priority]  Default: "user-visible".
 * @property {number} [timeoutMs]  cancels the task that long after `spawn`, paused or not. Default: never.
 * @property {number} [inputCapacity]  how many messages may wait in the inbox; 0: `send` waits for the receiver. Default: 100.
 * @property {number} [outputCapacity]  how many outputs the task may be ahead of the reader; 0: it waits for one. Default: 100.
 * @property {boolean} [isolated]  give the task a worker of its own, which ends with it. Default: false.
 * @property {boolean} [restartable]  start the task again, in a new worker, if its worker is lost and it was not cancelled: see the
 *   event `restarted`. Its input and what is sent to it are kept for that, and never moved. Default: false.
 * @property {string} [durable]  a key, unique in the origin and not empty, under which the browser keeps what the task gives to
 *   `context.save`: spawned with the same key by a later page, it goes on from there. See {@link Task.restored}. Only the key and the
 *   name of the task count, not the input: put into the key what a point belongs to. Default: not kept.
 * @property {Record<string, PageFunction>} [functions]  what the task may call by `context.call(name, argument)`. Default: none.
 * @property {ArrayBuffer[]} [transfer]  buffers of the input to move instead of copy; the caller's are detached. Default: none.
 *
 * @typedef {{ signal: AbortSignal | null, paused: boolean, priority: Priority, timeoutMs: number | undefined,
 *   inputCapacity: number, outputCapacity: number, isolated: boolean, restartable: boolean, durable: string | undefined,
 *   functions: Record<string, PageFunction>, transfer: ArrayBuffer[] }} SpawnSettings
 */

/**
 * @typedef {{ transfer?: ArrayBuffer[] }} SendOptions  buffers of the message to move instead of copy; default: none
 * @typedef {Record<string, [rule: Rule, otherwise: unknown]>} Table */

const aUrl = rule("a URL", (value) => Boolean(absolute(value)));
const aSignal = rule("an AbortSignal", (value) => value === null || value instanceof AbortSignal);
const someFunctions = rule(
  "an object of functions",
  (value) => !anObject(value, "") && Object.values(value).every((it) => typeof it === "function"),
);
const buffers = arrayOf("ArrayBuffers", (value) => value instanceof ArrayBuffer);

/** @type {Table} */
export const OPEN = {
  worker: [typeOf("function"), () => new Worker(new URL("../worker.js", import.meta.url), { type: "module" })],
  module: [aUrl, new URL("./wasm/taskholder.wasm", import.meta.url)],
  workers: [integer(1), 1],
  sharedMemory: [flag, true],
  startTimeoutMs: [millis, 10_000],
  stuckAfterMs: [millis, 2_000],
  killAfterMs: [millis, 5_000],
};

/** @type {Table} */
export const SEND = { transfer: [buffers, []] };

/** @type {Table} */
export const SPAWN = {
  signal: [aSignal, null],
  paused: [flag, false],
  priority: [oneOf(PRIORITIES), "user-visible"],
  timeoutMs: [optional(millis), undefined],
  inputCapacity: [integer(0), 100],
  outputCapacity: [integer(0), 100],
  isolated: [flag, false],
  restartable: [flag, false],
  durable: [optional(rule("a string that is not empty", (value) => value && typeof value === "string")), undefined],
  functions: [someFunctions, {}],
  ...SEND,
};

/**
 * @param {string} name
 * @param {unknown} value
 * @throws {TypeError}
 */
export const checkText = (name, value) => check(name, value, text);

/**
 * The settings that options amount to.
 * @param {any} options
 * @param {Table} table
 * @returns {any} OpenSettings, SpawnSettings or SendSettings
 * @throws {TypeError | RangeError} naming the option and its value
 */
export function read(options, table) {
  check("options", options, anObject);
  /** @type {Record<string, unknown>} */
  const settings = {};
  for (const [name, [rule, otherwise]] of Object.entries(table)) {
    const { [name]: value = otherwise } = options;
    check(name, value, rule);
    settings[name] = value;
  }
  return settings;
}

/**
 * The worker would read a relative URL as relative to itself.
 * @param {string | URL} url
 * @returns {string | undefined} undefined if it is none
 */
export function absolute(url) {
  try {
    return new URL(url, globalThis.document?.baseURI).href;
  } catch {
    return undefined;
  }
}

/**
 * A number out of range is a RangeError, anything else a TypeError.
 * @param {string} name
 * @param {unknown} value
 * @param {Rule} rule
 */
function check(name, value, rule) {
  const flaw = rule(value, name);
  if (flaw) {
    throw new (flaw.isRange ? RangeError : TypeError)(flaw.message);
  }
}
