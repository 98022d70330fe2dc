import { getEventListeners } from "node:events";

/** The messages of a `send` one by one: whether they came together is seen in the batches. */
const apart = (it) =>
  it.type === "send"
    ? it.messages.map((message, i) => ({ ...it, request: it.request && it.request + i, messages: [message] }))
    : [it];

/**
 * A worker that says what the test tells it to, over a real MessageChannel. It speaks up by itself only when asked:
 * it answers `start` by `ready`, and the question whether it answers by a `pulse`, unless told otherwise.
 */
export class ScriptedWorker extends EventTarget {
  #channel = new MessageChannel();
  /** @type {any[]} messages that came and no test has taken */
  #inbox = [];
  #waiting = [];
  #said = [];
  #sentinel = null;
  /** Every batch that came, as it came. */
  batches = [];
  terminated = false;
  /** How often the page has asked whether it answers, and what it says then. */
  asked = 0;
  answers = true;
  idle = true;

  constructor({ onStart = ({ epoch }) => [{ type: "ready", protocol: 2, epoch, tasks: ["ticker"] }] } = {}) {
    super();
    const { port1: page, port2: worker } = this.#channel;
    page.onmessage = ({ data }) => {
      this.dispatchEvent(new MessageEvent("message", { data }));
      this.#said.shift()();
    };
    worker.onmessage = ({ data }) => {
      if (data?.sentinel) {
        this.#sentinel();
        return;
      }
      if (data.length === 0) {
        this.asked++;
        if (this.answers) {
          this.say({ type: "pulse", idle: this.idle });
        }
        return;
      }
      this.batches.push(data);
      if (data[0].type === "start" && this.batches.length === 1) {
        const answer = onStart(data[0]);
        if (answer) {
          this.say(...answer);
        }
      }
      this.#inbox.push(...data.flatMap(apart));
      this.#serve();
    };
  }

  // The page's side, as in a browser.

  postMessage(data, transfer = []) {
    this.#channel.port1.postMessage(data, transfer);
  }

  terminate() {
    this.terminated = true;
    this.#channel.port1.close();
    for (const { reject } of this.#waiting.splice(0)) {
      reject(new Error("the worker was terminated"));
    }
  }

  // The test's side.

  countListeners() {
    return ["message", "messageerror", "error"].flatMap((type) => getEventListeners(this, type)).length;
  }

  /** Posts one batch; resolves when the page has handled it. */
  say(...messages) {
    return this.sayRaw(messages);
  }

  sayRaw(data) {
    return new Promise((resolve) => {
      this.#said.push(resolve);
      this.#channel.port2.postMessage(data);
    });
  }

  /** The next message of that type. */
  take(type) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ type, resolve, reject });
      this.#serve();
    });
  }

  /** What else has come, once all that the page has sent so far is here. */
  async rest() {
    await new Promise(setImmediate);
    if (!this.terminated) {
      const arrived = new Promise((resolve) => {
        this.#sentinel = resolve;
      });
      this.#channel.port1.postMessage({ sentinel: true });
      await arrived;
    }
    return this.#inbox.splice(0);
  }

  #serve() {
    for (const waiter of [...this.#waiting]) {
      const index = this.#inbox.findIndex(({ type }) => type === waiter.type);
      if (index >= 0) {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        waiter.resolve(this.#inbox.splice(index, 1)[0]);
      }
    }
  }
}
