import { TaskHolder } from "../../web/index.js";
import { nextTask, show, until } from "./support.js";

/** @import { Task } from "../../web/index.js" */

/**
 * A fault: `worker` makes the workers it happens to, `strike` brings it about. One of a start happens to the worker after the first.
 * @typedef {{ worker: () => Worker, strike: (world: World) => void, isOfStart?: boolean, body?: [name: string, input: unknown] }} Fault
 * @typedef {{ holder: TaskHolder, worker: Worker, neighbour: Task, tasks: Task[] }} World
 */

const LONG_MILLIS = 1e9;
/** Far longer than any fault takes to be found: what has not settled by then never will. */
const NEVER_MILLIS = 25_000;
/** Turns of the page's event loop that promises get to settle in, once the fault is found. */
const TURNS = 5;
const SENDS = 1000;

const goodWorker = () => new Worker("/worker.js", { type: "module" });

// --- faults, as the table names them ---

/** The start of a worker fails. @param {() => Worker} worker @returns {Fault} */
export const startBy = (worker) => ({ worker, strike: () => {}, isOfStart: true });

/** A worker breaks while it starts. @param {(world: World) => void} strike @returns {Fault} */
export const strikeTheStartBy = (strike) => ({ worker: goodWorker, strike, isOfStart: true });

/** A worker breaks while it runs. @param {(world: World) => void} strike @param {() => Worker} [worker] @returns {Fault} */
export const strikeBy = (strike, worker = goodWorker) => ({ worker, strike });

/** Tasks end by themselves, paused or not, and their worker lives. @param {string} name @param {unknown} input @returns {Fault} */
export const bodyOf = (name, input) => ({
  worker: goodWorker,
  strike: ({ tasks }) => tasks.forEach((task) => void task.resume()),
  body: [name, input],
});

/** A worker that is told another module. @param {string} module */
export function workerOf(module) {
  const worker = goodWorker();
  const { postMessage } = worker;
  worker.postMessage = (/** @type {any} */ batch) => {
    const [first, ...others] = batch;
    const url = new URL(module, location.href).href;
    postMessage.call(worker, [first.type === "start" ? { ...first, module: url } : first, ...others]);
  };
  return worker;
}

/** The first half of the bundled module. */
export async function truncatedModule() {
  const bytes = await (await fetch("/web/wasm/taskholder.wasm")).arrayBuffer();
  return URL.createObjectURL(new Blob([bytes.slice(0, bytes.byteLength / 2)], { type: "application/wasm" }));
}

/** A worker that this page may not have from now on. */
export function forbiddenWorker() {
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = "worker-src 'none'";
  document.head.append(meta);
  return goodWorker();
}

/** A worker that throws when told so. */
export function crashingWorker() {
  const worker = new Worker("/test-e2e/pages/crashing-worker.js", { type: "module" });
  // The browser reports it to the window too.
  worker.addEventListener("error", (event) => event.preventDefault());
  return worker;
}

/** Tells the crashing workers to throw. */
export function crash() {
  const channel = new BroadcastChannel("crash");
  channel.postMessage("now");
  channel.close();
}

/** Says something malformed about each task in the worker's name. @param {World} world */
export function slander({ worker, tasks }) {
  const data = tasks.map((task) => ({ type: "progress", task: task.id, value: 7 }));
  worker.dispatchEvent(new MessageEvent("message", { data }));
}

// --- what waits ---

/**
 * A promise of each kind, on a task of its own, by name.
 * @param {Awaited<ReturnType<typeof openWorld>>} open
 * @returns {Promise<Record<string, Promise<unknown>>>}
 */
async function waitForEverything({ spawn, spawnCleaner, ready }) {
  const [asked, read, streamed, paused] = [spawn(), spawn(), spawn(), spawn()];
  const cancelled = spawnCleaner();
  const requested = spawn({ inputCapacity: 0 });
  const sender = spawn({ inputCapacity: 1 });
  await ready();
  /** @type {Record<string, Promise<unknown>>} */
  const promises = {
    result: asked.result,
    reader: read[Symbol.asyncIterator]().next(),
    stream: streamed.output.getReader().read(),
    request: requested.request("question"),
    pause: paused.pause(),
    "pause by another": paused.pause("another"),
    resume: paused.resume("another"),
    "result of the paused": paused.result,
    cancel: cancelled.cancel("meanwhile"),
  };
  for (let i = 0; i < SENDS; i++) {
    promises[`send ${i}`] = sender.send(i);
  }
  return promises;
}

/**
 * A holder in which the fault is about to happen.
 * @param {Fault} fault
 * @param {number} startTimeoutMs
 */
async function openWorld({ worker: faulty, isOfStart, body }, startTimeoutMs) {
  let make = isOfStart ? goodWorker : faulty;
  /** @type {any} */
  const world = { tasks: [] };
  const worker = () => {
    world.worker = make();
    return world.worker;
  };
  world.holder = await TaskHolder.open({ worker, startTimeoutMs, killAfterMs: LONG_MILLIS });
  /** @param {string} name @param {unknown} input @param {object} [options] */
  const add = (name, input, options) => {
    const task = world.holder.spawn(...(body ?? [name, input]), options);
    world.tasks.push(task);
    return task;
  };
  return {
    /** @type {World} */
    world,

    /** Makes the worker of the fault, unless it is there already. */
    begin() {
      if (isOfStart) {
        world.holder.spawn("sleeper", { millis: LONG_MILLIS }).terminate();
        make = faulty;
      }
      world.neighbour = world.holder.spawn("sleeper", { millis: LONG_MILLIS });
    },

    /** A task that does nothing. @param {object} [options] @returns {Task} */
    spawn: (options) => add("sleeper", { millis: LONG_MILLIS }, options),

    /** One that cleans up for ever when it is cancelled. @returns {Task} */
    spawnCleaner: () => add("cleaner", { cleanupMillis: LONG_MILLIS }),

    /** Waits until the tasks have begun, if they will. */
    async ready() {
      if (!isOfStart && !body) {
        /** @param {Task} task */
        const hasBegun = ({ name, buffered, state }) => (name === "cleaner" ? buffered === 1 : state === "running");
        await until(() => world.tasks.every(hasBegun));
      }
    },

    /** The next worker is a good one. */
    heal() {
      make = goodWorker;
    },
  };
}

/**
 * Lets everything wait that can wait, brings the fault about, and looks at what became of it.
 * @param {Fault} fault
 * @param {string} code  of the error that it is
 * @param {string} next  what comes of the next spawn: `works`, or a code
 * @param {number} startTimeoutMs
 * @returns {Promise<string[]>} what is not as it should be; empty if all is well
 */
export async function suffer(fault, code, next, startTimeoutMs) {
  const open = await openWorld(fault, startTimeoutMs);
  const closing = await openWorld(fault, startTimeoutMs);
  open.begin();
  closing.begin();
  const toClose = closing.spawnCleaner();
  await closing.ready();
  const promises = await waitForEverything(open);
  promises.close = closing.world.holder.close();
  promises["result while closing"] = toClose.result;

  /** @type {Record<string, string>} */
  const seen = {};
  for (const [name, promise] of Object.entries(promises)) {
    seen[name] = "pending";
    promise.then(
      (value) => {
        seen[name] = show(value);
      },
      (error) => {
        seen[name] = error.code ?? `${error}`;
      },
    );
  }
  for (const { world } of [open, closing]) {
    fault.strike(world);
  }
  await foundOut([...open.world.tasks, ...closing.world.tasks]);
  for (let i = 0; i < TURNS; i++) {
    await nextTask();
  }

  open.heal();
  seen["next spawn"] = await open.world.holder.spawn("sleeper", { millis: 0 }).result.then(
    () => "works",
    (error) => error.code,
  );
  try {
    closing.world.holder.spawn("sleeper", { millis: 0 });
  } catch (/** @type {any} */ error) {
    seen["spawn after close"] = error.code;
  }
  open.world.holder.tasks[0]?.terminate();
  await open.world.holder.close();
  return flawsOf(seen, { ...expected(code), "next spawn": new RegExp(`^${next}$`) });
}

/** Waits until the fault has ended all tasks; at most so long. @param {Task[]} tasks */
async function foundOut(tasks) {
  let timer;
  const never = new Promise((resolve) => {
    timer = setTimeout(resolve, NEVER_MILLIS);
  });
  await Promise.race([never, Promise.all(tasks.map((task) => task.result.catch(() => {})))]);
  clearTimeout(timer);
}

/** What each promise has to come to: an outcome, or several that are right. @param {string} code @returns {Record<string, RegExp>} */
const expected = (code) => {
  const ended = new RegExp(`^${code}$`);
  return {
    result: ended,
    reader: ended,
    stream: ended,
    request: /^TASK_ENDED$/,
    "result of the paused": ended,
    close: /^undefined$/,
    // The end of what was cancelled may have been on its way.
    "result while closing": new RegExp(`^${code}$|^CANCELLED$`),
    "spawn after close": /^LOAD_FAILED$/,
    "send 0": /^TASK_ENDED$|^undefined$/,
    send: /^TASK_ENDED$/,
    // A late command is no error.
    pause: /^{"applied": /,
    resume: /^{"applied": /,
    cancel: /^{"applied": /,
  };
};

/** @param {Record<string, string>} seen @param {Record<string, RegExp>} right */
function flawsOf(seen, right) {
  return Object.entries(seen)
    .filter(([name, what]) => !(right[name] ?? right[/** @type {string} */ (name.split(" ")[0])])?.test(what))
    .map(([name, what]) => `${name}: ${what}`);
}
