import { comlinkWorker, loadComlink, loadWorkerpool, openPool } from "./peers.js";

/** @import { Latencies } from "./cancels.js" */

/**
 * A library that can end what it has begun, as its documentation says how.
 * @typedef {object} PeerCancel
 * @property {string} what
 * @property {string} note  what becomes of the worker
 * @property {number} share  of the usual number of samples: less than 1 if one takes long
 * @property {(count: number) => Promise<Latencies>} measure  throws NotPossible if it is not installed
 */

/** @type {PeerCancel[]} */
export const PEER_CANCELS = [
  {
    what: "workerpool, a yielding function with an abort listener",
    note: "its promise settles at once, the function may still run; worker kept",
    share: 1,
    measure: (count) => withPool(count, "yielding"),
  },
  {
    what: "workerpool, a loop",
    note: "its promise settles at once, the worker is killed a second later and another one started",
    share: 0.1,
    measure: (count) => withPool(count, "spin"),
  },
  {
    what: "Comlink + AbortController, a yielding function",
    note: "worker kept; a loop never sees the abort",
    share: 1,
    measure: withComlink,
  },
];

/**
 * @param {number} count
 * @param {string} name  of what is cancelled
 * @returns {Promise<Latencies>}
 */
async function withPool(count, name) {
  const pool = openPool(await loadWorkerpool());
  try {
    await pool.exec("nothing");
    return await latencies(count, () => {
      const call = pool.exec(name);
      return {
        cancel: () => call.cancel().catch(() => {}),
        next: () => pool.exec("nothing"),
      };
    });
  } finally {
    await pool.terminate(true);
  }
}

/**
 * A signal does not cross to a worker: its controller lives there, and the page calls it.
 *
 * @param {number} count
 * @returns {Promise<Latencies>}
 */
async function withComlink(count) {
  const { wrap } = await loadComlink();
  const worker = comlinkWorker();
  try {
    const remote = wrap(worker);
    await remote.nothing();
    return await latencies(count, () => {
      const call = remote.yielding();
      return {
        cancel: () => Promise.all([remote.abort(), call]),
        next: () => remote.nothing(),
      };
    });
  } finally {
    worker.terminate();
  }
}

/**
 * @param {number} count
 * @param {() => { cancel: () => Promise<unknown>, next: () => Promise<unknown> }} begin
 */
async function latencies(count, begin) {
  /** @type {Latencies} */
  const taken = { settled: [], next: [] };
  for (let i = 0; i < count; i++) {
    const { cancel, next } = begin();
    await new Promise((resolve) => setTimeout(resolve, 10 + Math.random() * 10)); // it is at work by then
    const start = performance.now();
    await cancel();
    taken.settled.push(performance.now() - start);
    await next();
    taken.next.push(performance.now() - start);
  }
  return taken;
}
