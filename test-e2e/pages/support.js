/** What the scripts of the browser tests have in scope. Everything the client exports is in scope too. */
import { TaskHolder } from "../../web/index.js";

export * from "../../web/index.js";

/** Errors that nobody caught, as text: a test that leaves one has failed. @type {string[]} */
const uncaught = [];
addEventListener("unhandledrejection", ({ reason }) => uncaught.push(`unhandled rejection: ${reason}`));
addEventListener("error", ({ message }) => uncaught.push(`uncaught error: ${message}`));

/** The module with the tasks of `test-e2e/tasks`. */
export const TEST_TASKS = "/e2e/e2e-tasks.wasm";

/**
 * Opens a holder, lets `use` drive it, and closes it. Tasks still alive are terminated, so that no clean-up is waited for.
 * @template T
 * @param {(holder: TaskHolder) => Promise<T>} use
 * @param {import("../../web/options.js").OpenOptions} [options]
 * @returns {Promise<T>} rejects if anything in the page was rejected or thrown that nobody caught
 */
export async function withHolder(use, options) {
  const holder = await TaskHolder.open(options);
  try {
    return await use(holder);
  } finally {
    holder.tasks[0]?.terminate();
    await holder.close();
    await expectNothingUncaught();
  }
}

/** Unhandled rejections are told at the end of the task they happen in: look after the next one. */
export async function expectNothingUncaught() {
  await nextTask();
  await nextTask();
  if (uncaught.length > 0) {
    throw new Error(uncaught.splice(0).join("\n"));
  }
}

/** Lets the page go once round its event loop. */
export function nextTask() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(null);
  });
}

/**
 * Waits until a condition holds; the test's own time-out ends it if it never does.
 * @template T
 * @param {() => T} condition
 * @returns {Promise<T>}
 */
export async function until(condition) {
  for (;;) {
    const answer = condition();
    if (answer) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** @param {EventTarget} target @param {string} type */
export const eventOf = (target, type) =>
  new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));

/**
 * Lets time pass as another task sees it: spawns a ticker in the same worker and waits for so many of its ticks.
 * @param {TaskHolder} holder
 * @param {number} count
 * @param {number} periodMillis
 */
export const ticksOfAnother = (holder, count, periodMillis) => holder.spawn("ticker", { count, periodMillis }).result;

/**
 * Runs one task in a module that runs in this window, not in a worker: here the page plays the worker's port.
 * @param {string} module
 * @param {string} name
 * @param {unknown} input
 * @returns {Promise<any>} the message of its outcome
 */
export async function outcomeInWindow(module, name, input) {
  // @ts-expect-error: it has no types
  const { load } = await import("/web/wasm/runtime.js");
  const { exports } = await load(module);
  const ended = new Promise((resolve) => {
    globalThis.postMessage = (/** @type {any} */ batch) => {
      const outcome = batch.find((/** @type {any} */ message) => message.type === "outcome");
      if (outcome) resolve(outcome);
    };
  });
  const send = (/** @type {any[]} */ ...batch) => dispatchEvent(new MessageEvent("message", { data: batch }));
  exports.main([]);
  send({ type: "start", protocol: 2, epoch: 1, module: "" });
  const options = { inputCapacity: 1, outputCapacity: 1, paused: false, priority: "user-visible" };
  send({ type: "spawn", task: 1, name, input, ...options });
  return ended;
}

/**
 * Takes the next outputs, leaving the task as it is.
 * @param {AsyncIterator<any>} reader
 * @param {number} count  fewer are returned if they end before
 */
export async function take(reader, count) {
  const taken = [];
  while (taken.length < count) {
    const { done, value } = await reader.next();
    if (done) {
      break;
    }
    taken.push(value);
  }
  return taken;
}

/**
 * Reads a task to its end and tells the story: each output, then `end` or the error's code.
 * @param {AsyncIterable<any>} outputs
 */
export async function story(outputs) {
  const steps = [];
  try {
    for await (const output of outputs) {
      steps.push(output);
    }
    steps.push("end");
  } catch (error) {
    steps.push(/** @type {any} */ (error).code ?? String(error));
  }
  return steps;
}

/** The states a task goes through from now on, in order; the list grows. @param {import("../../web/index.js").Task} task */
export function statesOf(task) {
  const states = [task.state];
  task.addEventListener("statechange", () => states.push(task.state));
  return states;
}

/**
 * A promise's error, as plain data.
 * @param {Promise<any>} promise
 */
export const errorOf = (promise) =>
  promise.then(
    (value) => Promise.reject(new Error(`expected a rejection, got ${show(value)}`)),
    (error) => ({ name: error.name, code: error.code, message: error.message }),
  );

/** The same of what a call throws. @param {() => unknown} call */
export const thrownBy = (call) => errorOf((async () => call())());

/** Whether a promise has settled by now. @param {Promise<any>} promise */
export async function isSettled(promise) {
  let settled = false;
  const note = () => {
    settled = true;
  };
  promise.then(note, note);
  await nextTask();
  return settled;
}

/**
 * Counts what a worker says on the wire, independently of the client: a holder is opened with
 * `{ worker: () => spy.on(new Worker("/worker.js", { type: "module" })) }`.
 */
export class WireSpy {
  /** Messages from the worker. @type {any[]} */
  messages = [];

  /** @param {Worker} worker */
  on(worker) {
    worker.addEventListener("message", ({ data }) => this.messages.push(...data));
    return worker;
  }

  /** How many outputs of a task have arrived at the page, read or not. @param {number} task */
  outputsOf(task) {
    return this.messages
      .filter((message) => message.type === "output" && message.task === task)
      .reduce((sum, { values }) => sum + values.length, 0);
  }
}

/** Any value as text, exactly: `-0`, `5n`, `Uint8Array[1, 2]`, `{"a": [null]}`. @param {any} value @returns {string} */
export function show(value) {
  if (typeof value === "bigint") {
    return `${value}n`;
  }
  if (Object.is(value, -0)) {
    return "-0";
  }
  if (Array.isArray(value)) {
    return `[${value.map(show).join(", ")}]`;
  }
  if (ArrayBuffer.isView(value)) {
    return `${value.constructor.name}[${Array.from(/** @type {any} */ (value), show).join(", ")}]`;
  }
  if (value instanceof ArrayBuffer) {
    return `ArrayBuffer of ${show(new Uint8Array(value))}`;
  }
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}: ${show(field)}`);
    return `{${fields.join(", ")}}`;
  }
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

/**
 * A worker whose uncaught errors are no surprise: the browser would also report them to the window, as it should.
 * @param {string} [script]
 */
export function doomedWorker(script = "/worker.js") {
  const worker = new Worker(script, { type: "module" });
  worker.addEventListener("error", (event) => event.preventDefault());
  return worker;
}

/**
 * What a holder tells of its workers that do not answer, in order, with the names of the tasks; the list grows.
 * @param {TaskHolder} holder
 */
export function silencesOf(holder) {
  /** @type {string[]} */
  const silences = [];
  for (const type of ["unresponsive", "responsive"]) {
    holder.addEventListener(type, (event) => {
      const { tasks } = /** @type {CustomEvent} */ (event).detail;
      silences.push([type, ...tasks.map((/** @type {any} */ task) => task.name)].join(" "));
    });
  }
  return silences;
}
