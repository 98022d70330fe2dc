import { doomedWorker, TEST_TASKS } from "./support.js";

/** @import { Task, TaskHolder } from "../../web/index.js" */
/** @import { OpenOptions, SpawnOptions } from "../../web/options.js" */

/**
 * A fault: `worker` makes the workers it happens to, `strike` brings it about. One of a start happens to the worker after the first.
 * One that `comesFirst` strikes while the page is busy: all that waits then has been asked of a worker that is broken, and nobody knows.
 * `settings` are those of its holder; `body` is what its tasks run, with options of their own.
 * @typedef {{ worker: () => Worker, strike: (world: World) => void, isOfStart?: boolean, comesFirst?: boolean,
 *   settings?: OpenOptions, body?: [name: string, input: unknown, options?: SpawnOptions] }} Fault
 *
 * `foundAt` is when the page could first know of the fault, on the clock of `performance.now()`.
 * @typedef {{ holder: TaskHolder, worker: Worker, neighbour: Task, tasks: Task[], foundAt: number | undefined }} World
 */

export const goodWorker = () => new Worker("/worker.js", { type: "module" });

/** The start of a worker fails. @param {() => Worker} worker @returns {Fault} */
export const startBy = (worker) => ({ worker, strike: () => {}, isOfStart: true });

/** A worker breaks while it starts. @param {(world: World) => void} strike @returns {Fault} */
export const strikeTheStartBy = (strike) => ({ worker: goodWorker, strike, isOfStart: true });

/**
 * A worker breaks while it runs.
 * @param {(world: World) => void} strike
 * @param {() => Worker} [worker]
 * @param {OpenOptions} [settings]
 * @returns {Fault}
 */
export const strikeBy = (strike, worker = goodWorker, settings = {}) => ({ worker, strike, settings });

/** The same before the page asks for anything. @param {Parameters<typeof strikeBy>} fault @returns {Fault} */
export const strikeFirstBy = (...fault) => ({ ...strikeBy(...fault), comesFirst: true });

/**
 * A task breaks its worker. The page knows nothing of that one: a holder that is being closed takes no more.
 * @param {string} name
 * @param {unknown} input
 * @param {OpenOptions} [settings]
 */
export const breakBy = (name, input, settings) => {
  const options = { inputCapacity: 1, outputCapacity: 1, paused: false, priority: "user-visible" };
  const strike = (/** @type {World} */ { worker }) =>
    worker.postMessage([{ type: "spawn", task: 1e9, name, input, ...options }]);
  return strikeFirstBy(strike, () => doomedWorker(), settings);
};

/**
 * Tasks end by themselves, paused or not, and their worker lives.
 * @param {string} name
 * @param {unknown} input
 * @param {SpawnOptions} [options]
 * @param {OpenOptions} [settings]
 * @returns {Fault}
 */
export const bodyOf = (name, input, options, settings = {}) => ({
  worker: goodWorker,
  strike: ({ tasks }) => tasks.forEach((task) => void task.resume()),
  body: [name, input, options],
  settings,
});

/** The function of the page that tasks call throws. */
export const pageFunctionThrows = () =>
  bodyOf("call", { function: "ask", uncaught: true }, { functions: { ask: broken } }, { module: TEST_TASKS });

function broken() {
  throw new TypeError("the page's own");
}

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

/** What a page can send and a worker not read: it knows no certificates. */
export const unreadable = () =>
  RTCPeerConnection.generateCertificate(/** @type {EcKeyGenParams} */ ({ name: "ECDSA", namedCurve: "P-256" }));

/** Tells the crashing workers to throw, or what else they can do. @param {string} [how] */
export function crash(how = "now") {
  const channel = new BroadcastChannel("crash");
  channel.postMessage(how);
  channel.close();
}

/** Says something malformed about each task in the worker's name. @param {World} world */
export function slander(world) {
  const { worker, tasks } = world;
  const data = tasks.map((task) => ({ type: "progress", task: task.id, value: 7 }));
  world.foundAt = performance.now();
  worker.dispatchEvent(new MessageEvent("message", { data }));
}
