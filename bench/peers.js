import { NotPossible } from "./bench.js";

/**
 * The libraries we are compared with, loaded from `bench/node_modules` when first asked for; both measurements and start-up use
 * the minified builds that a bundler would make of them. Both workers offer what `workers/peer-api.js` lists.
 */
const COMLINK = new URL("./node_modules/comlink/dist/esm/comlink.min.mjs", import.meta.url).href;
const WORKERPOOL = new URL("./node_modules/workerpool/dist/workerpool.min.js", import.meta.url).href;

/** What is loaded of each, on the page and in the worker. */
export const PEER_FILES = { comlink: [COMLINK], workerpool: [WORKERPOOL] };

/**
 * @returns {Promise<any>} the module Comlink
 * @throws {NotPossible} if it is not installed
 */
export const loadComlink = () => load(COMLINK);

/**
 * @returns {Promise<any>} the module workerpool; it is a script that sets a global
 * @throws {NotPossible} if it is not installed
 */
export async function loadWorkerpool() {
  await load(WORKERPOOL);
  return /** @type {any} */ (globalThis).workerpool;
}

/** A worker that offers the API by Comlink; `wrap` it. */
export const comlinkWorker = () =>
  new Worker(new URL("./workers/comlink-worker.js", import.meta.url), { type: "module" });

/**
 * A pool of one worker that offers the API. To be ended by `pool.terminate(true)`.
 * @param {any} workerpool
 */
export const openPool = (workerpool) =>
  workerpool.pool(new URL("./workers/pool-worker.js", import.meta.url).href, {
    maxWorkers: 1,
    workerType: "web",
    workerOpts: { type: "module" },
  });

/** @param {string} url */
async function load(url) {
  try {
    return await import(url);
  } catch {
    throw new NotPossible("not installed: npm ci in bench/");
  }
}
