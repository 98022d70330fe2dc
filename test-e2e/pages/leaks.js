import { lastBreath, measureMemory } from "../../bench/memory.js";
import { TaskHolder } from "../../web/index.js";
import { resources } from "./resources.js";
import { nextTask, take } from "./support.js";

/** @import { Task } from "../../web/index.js" */
/** @import { Resources } from "./resources.js" */

/** Cycles that are under way at the same time. */
const ABREAST = 10;
const LONG_MILLIS = 1_000_000;

/** @param {Task} task */
const cancel = (task) => task.cancel("enough");
/** @param {Task} task */
const read = async (task) => {
  for await (const _ of task) {
    // all of it
  }
};

/** Every way for a task to begin and to end: name, input, what is done to it, options. @type {[string, unknown, (task: Task) => Promise<unknown>, object?][]} */
const LIVES = [
  ["stream", { count: 5 }, read],
  ["stream", { count: 3, bytes: 1000 }, (task) => read(task)],
  ["stream", { count: 500 }, (task) => take(task[Symbol.asyncIterator](), 150).then(() => cancel(task))],
  ["stream", { count: 500 }, (task) => task.output.cancel("enough")],
  ["stream", { count: 5 }, read, { restartable: true }],
  [
    "stream",
    { count: 5 },
    read,
    {
      get durable() {
        return crypto.randomUUID();
      },
    },
  ],
  ["ticker", { periodMillis: LONG_MILLIS }, cancel],
  ["ticker", { periodMillis: LONG_MILLIS }, cancel, { paused: true }],
  ["ticker", { periodMillis: LONG_MILLIS }, (task) => task.pause().then(() => cancel(task))],
  ["cleaner", { cleanupMillis: 0 }, (task) => take(task[Symbol.asyncIterator](), 1).then(() => cancel(task))],
  ["sleeper", { millis: 0 }, (task) => task.result],
  ["thrower", { message: "boom" }, (task) => task.result],
  ["nobody", null, (task) => task.result],
  ["tree", { depth: 2, width: 2, millis: 0 }, (task) => task.result],
  [
    "tree",
    { depth: 2, width: 2, millis: LONG_MILLIS },
    (task) =>
      task
        .pause()
        .then(() => task.resume())
        .then(() => cancel(task)),
  ],
  [
    "echo",
    null,
    (task) => Promise.all([task.send({ a: [1] }), task.send(new Uint8Array(9)), task.closeInput(), read(task)]),
  ],
  [
    "echo",
    null,
    (task) => Promise.all([task.request("question"), task.request(new ArrayBuffer(9))]).then(() => cancel(task)),
  ],
  [
    "echo",
    null,
    (task) => Promise.all([...[1, 2, 3, 4].map((it) => task.send(it)), cancel(task)]),
    { inputCapacity: 1 },
  ],
  ["echo", null, cancel, { timeoutMs: 0 }],
];

/** A holder whose worker counts its resources, and a signal for all of its tasks. */
export class LeakTest {
  #controller = new AbortController();
  /** @type {TaskHolder | undefined} */
  #holder;
  #started = 0;

  async open() {
    const worker = () => new Worker("/test-e2e/pages/resources-worker.js", { type: "module" });
    this.#holder = await TaskHolder.open({ worker });
  }

  get holder() {
    return /** @type {TaskHolder} */ (this.#holder);
  }

  /** Spawns, runs and ends so many tasks. @param {number} count */
  async cycle(count) {
    const end = this.#started + count;
    const some = async () => {
      while (this.#started < end) {
        await this.#live(LIVES[this.#started++ % LIVES.length]);
      }
    };
    await Promise.all(Array.from({ length: ABREAST }, some));
  }

  async #live([name, input, live, options = {}] = /** @type {any} */ ([])) {
    const { signal } = this.#controller;
    const task = this.holder.spawn(name, input, {
      signal,
      timeoutMs: LONG_MILLIS,
      functions: { f: () => 1 },
      ...options,
    });
    await live(task).catch(() => {});
    await task.result.catch(() => {});
  }

  /** Loses the worker so many times, by turns with its tasks and by closing the holder. @param {number} count */
  async restart(count) {
    for (let i = 0; i < count; i++) {
      if (i % 2) {
        this.holder.spawn("ticker").terminate();
      } else {
        await this.holder.close();
        await this.open();
      }
      await this.holder.spawn("sleeper", { millis: 0 }).result;
    }
  }

  /** @returns {Promise<{ page: Resources, worker: Resources }>} */
  async resources() {
    // What is kept of a durable task goes just after its end, and its lock after that.
    while ((await navigator.locks.query()).held?.[0]) {
      await nextTask();
    }
    const channel = new BroadcastChannel("resources");
    const answer = new Promise((resolve) => {
      channel.onmessage = ({ data }) => resolve(data);
    });
    channel.postMessage("now");
    const worker = await answer;
    channel.close();
    await nextTask();
    return { page: resources(), worker };
  }

  /** The bytes that the worker needs after a garbage collection; only where the browser tells. */
  async workerBytes() {
    await lastBreath();
    return (await measureMemory()).worker;
  }

  /** Without any worker. @returns {Promise<Resources>} */
  async close() {
    await this.holder.close();
    return resources();
  }
}
