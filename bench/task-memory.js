import { NotPossible } from "./bench.js";
import { lastBreath, measureMemory, tellsMemorySoon } from "./memory.js";
import { drop, KINDS } from "./waiting-tasks.js";

/** @import { Bench, Report } from "./bench.js" */
/** @import { Samples } from "./rows.js" */
/** @import { Kind } from "./waiting-tasks.js" */

/** @typedef {"worker" | "page"} Place */
/** @type {Place[]} */
const PLACES = ["worker", "page"];

/**
 * Once for each number, all in one worker, the next ones on top of the last: the browser takes its time, and there is little to vary.
 *
 * @param {Bench} bench
 * @param {number[]} counts
 * @param {Report} report
 */
export async function measureTaskMemory(bench, counts, report) {
  report("memory");
  await lastBreath();
  const reason = bench.isFull || (await tellsMemorySoon()) ? "" : "only in the full form: the browser takes its time";
  const holder = await bench.open();
  /** @type {Map<string, Samples>} */
  const taken = new Map();
  const key = (/** @type {Kind} */ kind, /** @type {Place} */ place, /** @type {number} */ count) =>
    `${kind.name}, ${place}, ${count}`;
  try {
    let before = await measureOr(reason);
    for (const kind of KINDS) {
      for (const count of counts) {
        report(`memory of ${count.toLocaleString("en")}, ${kind.name}`);
        await kind.start(holder, count);
        const after = await measureOr(reason);
        for (const place of PLACES) {
          taken.set(key(kind, place, count), perTask(before, after, place, count));
        }
        before = after;
      }
    }
  } finally {
    await drop(holder);
  }
  return {
    /** @param {Kind} kind @param {Place} place */
    of: (kind, place) => new Map(counts.map((count) => [count, taken.get(key(kind, place, count)) ?? { values: [] }])),
  };
}

/**
 * @param {string} reason  why it is not measured; empty: it is
 * @returns {Promise<Record<Place, number> | string>} or why not
 */
async function measureOr(reason) {
  try {
    return reason || (await measureMemory());
  } catch (error) {
    if (error instanceof NotPossible) {
      return error.message;
    }
    throw error;
  }
}

/**
 * @param {Record<Place, number> | string} before
 * @param {Record<Place, number> | string} after
 * @param {Place} place
 * @param {number} count
 * @returns {Samples}
 */
function perTask(before, after, place, count) {
  if (typeof before === "string" || typeof after === "string") {
    return { values: [], note: String(after) };
  }
  return { values: [(after[place] - before[place]) / count] };
}
