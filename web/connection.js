import { ProtocolError, StartError, WorkerLostError } from "./errors.js";
import { heartbeat } from "./heartbeat.js";
import { absolute } from "./options.js";
import { findFlaw, PROTOCOL } from "./protocol.js";
import { flaw } from "./rules.js";

/** @import { TaskError, TaskRef } from "./errors.js" */
/** @import { OpenSettings } from "./options.js" */
/** @import { Flaw } from "./rules.js" */
/** @import { Fault, Log, Send, ToTask, ToWorker } from "./protocol.js" */

/** @typedef {(task: TaskRef | null) => TaskError} MakeError  each task gets an error of its own */

/** @typedef {[message: ToWorker, buffers: ArrayBuffer[]]} Posted */

/**
 * @typedef {object} Connection
 * @property {(message: ToWorker, buffers?: ArrayBuffer[]) => void} post  sends a message with the others of this
 *   microtask, in order; keeps it until the worker is ready. The buffers are moved.
 * @property {() => boolean} isOpen  whether the worker is ready, and not gone
 * @property {() => void} close  terminates the worker: from now on nothing is sent, received or told
 *
 * What a connection tells, none of it before `connect` has returned.
 * @typedef {object} Listener
 * @property {() => void} ready  once, if the start succeeds
 * @property {(message: ToTask | Log | Fault) => void} receive  what the worker sends, and a fault for what it sends amiss
 * @property {(makeError: MakeError) => void} died  at most once: the start failed, or the worker was lost
 * @property {(type: "unresponsive" | "responsive", silentMs: number) => void} silent  it does not answer, or does again
 */

/**
 * Whether two sends can go as one.
 * @param {any} message
 * @param {any} last
 */
const follows = ({ task, request, messages }, last) =>
  messages && last.messages && task === last.task && request === last.request + (last.request && last.messages.length);

const VIOLATION = "securitypolicyviolation";

/** Workers once used: a dead one would only let the next start time out. @type {WeakSet<Worker>} */
const used = new WeakSet();

/**
 * Makes one worker, of one epoch, and starts the module in it.
 *
 *   starting ──ready──► open ──close · died──► closed
 *       └──close · died · time-out──────────────►
 *
 * @param {OpenSettings} settings
 * @param {number} epoch
 * @param {number} delayMs  how long to wait before that
 * @param {Listener} listener
 * @returns {Connection}
 */
export function connect(settings, epoch, delayMs, { ready, receive, died, silent }) {
  const { worker: makeWorker, module, sharedMemory, startTimeoutMs, stuckAfterMs } = settings;
  /** @type {"starting" | "open" | "closed"} */
  let state = "starting";
  /** @type {Worker | undefined} */
  let worker;
  /** @type {Posted[]} */
  const waiting = [];
  /** @type {{ control?: Int32Array }} */
  const shared =
    sharedMemory && globalThis.crossOriginIsolated ? { control: new Int32Array(new SharedArrayBuffer(4)) } : {};

  /**
   * @param {any} message
   * @param {Flaw} [flaw]
   */
  const take = (message, flaw = findFlaw(message)) => {
    const it = flaw ? { ...flaw, type: "fault", code: "PROTOCOL", task: message?.task, fatal: true } : message;
    if (it.type === "ready") {
      open();
    } else if (it.type === "pulse") {
      beat.pulse(it.idle);
    } else if (it.type === "fault" && it.code !== "PROTOCOL") {
      fail(it.message, it.code);
    } else if (it.code && state === "starting") {
      die(`broken module: ${it.message}`, new ProtocolError(it.message, null, it.field));
    } else {
      // What its Java stack says is a place in this module. Only of an error: to make the URL takes as long as to take an output.
      if (it.error) {
        it.error.module = absolute(module);
      }
      receive(it);
    }
  };

  const open = () => {
    if (state === "starting") {
      state = "open";
      settled();
      ready();
      flush();
    }
  };

  const flush = () => {
    if (state === "open" && waiting[0]) {
      send(waiting.splice(0));
      beat.sent();
    }
  };

  /**
   * A message that cannot cross harms its own task alone.
   * @param {Posted[]} batch
   */
  const send = (batch) => {
    try {
      const messages = batch.map(([message]) => message);
      const buffers = batch.flatMap(([, buffers]) => buffers);
      // An empty list costs a sixth of a round trip.
      buffers[0] ? worker?.postMessage(messages, buffers) : worker?.postMessage(messages);
      // Not before: it says that a batch is on its way.
      shared.control && Atomics.add(shared.control, 0, 1);
    } catch (error) {
      for (const posted of batch) {
        if (batch[1]) {
          send([posted]);
        } else {
          take(posted[0], /** @type {any} */ ({ message: `${error}` }));
        }
      }
    }
  };

  /**
   * Something threw in the worker. While it starts, no text means that its script did not load; why is looked up, which takes half a
   * second at most.
   * @param {string} text
   * @param {string} [code]
   */
  const fail = (text, code) => {
    const isLoaded = state !== "starting" || code === "LOAD_FAILED";
    const why = isLoaded ? text || "the worker failed" : text ? `broken module: ${text}` : refusal;
    if (why) {
      return die(why);
    }
    clearTimeout(timer);
    timer = setTimeout(die, 500, "404: worker.js did not load");
    import("./script-hint.js")
      .then(({ explainScript }) => explainScript(madeAt))
      // It may have become ready meanwhile.
      .then(
        (why) => state === "starting" && die(why),
        () => {},
      );
  };

  /** Set if the page may not start the worker. */
  let refusal = "";
  /** @param {any} event */
  const refused = ({ effectiveDirective }) => {
    if (effectiveDirective === "worker-src") {
      refusal = "CSP: the page's policy forbids the worker; allow its script in worker-src";
    }
  };

  /**
   * @param {string} text
   * @param {unknown} [cause]
   */
  const die = (text, cause) => {
    if (state !== "closed") {
      const Type = state === "open" ? WorkerLostError : StartError;
      close();
      died((task) => new Type(text, task, /** @type {any} */ (cause)));
    }
  };

  /** Nothing is left of the start. */
  const settled = () => {
    clearTimeout(timer);
    globalThis.removeEventListener?.(VIOLATION, refused);
  };

  const close = () => {
    state = "closed";
    settled();
    beat.close();
    worker?.terminate();
  };

  // An empty batch is the question that a `pulse` answers.
  const beat = heartbeat(stuckAfterMs, () => send([]), silent);

  /** @param {any} event  the one listener */
  const listener = ({ type, data, message }) => {
    beat.heard();
    if (type !== "message") {
      fail(type === "error" ? message : type);
    } else if (Array.isArray(data)) {
      for (const message of data) {
        // The one before may have closed the connection.
        if (state !== "closed") {
          take(message);
        }
      }
    } else {
      take(data, flaw("batch", "an array", data));
    }
  };

  const begin = () => {
    timer = setTimeout(() => die(`time-out: not ready within ${startTimeoutMs} ms (startTimeoutMs)`), startTimeoutMs);
    globalThis.addEventListener?.(VIOLATION, refused);
    madeAt = performance.now();
    try {
      const made = makeWorker();
      if (used.has(made)) {
        throw new Error("used before");
      }
      used.add(made);
      for (const type of ["message", "messageerror", "error"]) {
        made.addEventListener(type, listener);
      }
      worker = made;
      worker.postMessage([{ type: "start", protocol: PROTOCOL, epoch, module: absolute(module), ...shared }]);
    } catch (error) {
      queueMicrotask(() => die(`no worker: ${error}`, error));
    }
  };

  /** @type {ReturnType<typeof setTimeout> | undefined} until it begins, then until it is ready, or known why not */
  let timer;
  /** When the worker was made. */
  let madeAt = 0;
  if (delayMs) {
    timer = setTimeout(begin, delayMs);
  } else {
    begin();
  }

  return {
    post(message, buffers = []) {
      const last = waiting.at(-1);
      if (last && follows(message, last[0])) {
        /** @type {Send} */ (last[0]).messages.push(.../** @type {Send} */ (message).messages);
        // Not spread: there may be too many for that.
        for (const buffer of buffers) {
          last[1].push(buffer);
        }
      } else if (waiting.push([message, buffers]) === 1) {
        queueMicrotask(flush);
      }
    },
    isOpen: () => state === "open",
    close,
  };
}
