import { TaskHolder } from "../web/index.js";

/** @import { OpenOptions } from "../web/options.js" */
/** @import { Samples } from "./rows.js" */

/** @typedef {(doing: string) => void} Report  told what is being measured; throws when the run is to stop */
/**
 * @typedef {object} Candidate
 * @property {string} what
 * @property {(isCounted: boolean) => Promise<number | number[]>} measure  takes one sample, or several at once
 */

/** Thrown by what cannot be measured here; the message says why, in a few words. */
export class NotPossible extends Error {}

/** How a run is done: the form, and what every group needs. */
export class Bench {
  /** Counted rounds, after one that is not. */
  rounds;
  isFull;

  /** @param {"short" | "full"} form  short: shows that everything works; the figures say little */
  constructor(form) {
    this.isFull = form === "full";
    this.rounds = this.isFull ? 7 : 1;
  }

  /**
   * One of two values, by the form of the run.
   * @template T
   * @param {T} full
   * @param {T} short
   */
  choose(full, short) {
    return this.isFull ? full : short;
  }

  /**
   * A holder with the tasks of `bench/java`. To be closed by who opened it.
   * @param {OpenOptions & { sharedMemory?: boolean }} [options]
   */
  open(options = {}) {
    return TaskHolder.open({
      worker: () => new Worker(new URL("../worker.js", import.meta.url), { type: "module" }),
      module: new URL("../web/wasm/bench.wasm", import.meta.url),
      killAfterMs: 500,
      ...options,
    });
  }

  /**
   * Measures several things in turn, A B C A B C …, so that what changes meanwhile changes for all. The first round warms up and
   * is not counted. What turns out not to be possible is left out from then on.
   *
   * @param {string} doing  said in the progress
   * @param {Candidate[]} candidates
   * @param {Report} report
   * @param {number} [rounds]
   * @returns {Promise<Map<string, Samples>>} by `what`
   */
  async interleave(doing, candidates, report, rounds = this.rounds) {
    /** @type {Map<string, Samples>} */
    const all = new Map(candidates.map(({ what }) => [what, { values: [] }]));
    for (let round = 0; round <= rounds; round++) {
      report(round === 0 ? `${doing}, warming up` : `${doing}, round ${round} of ${rounds}`);
      for (const { what, measure } of candidates) {
        const samples = /** @type {Samples} */ (all.get(what));
        if (samples.note === undefined) {
          await sample(samples, measure, round > 0);
        }
      }
    }
    return all;
  }
}

/**
 * @param {Samples} samples
 * @param {Candidate["measure"]} measure
 * @param {boolean} isCounted
 */
async function sample(samples, measure, isCounted) {
  try {
    const taken = await measure(isCounted);
    if (isCounted) {
      samples.values.push(...[taken].flat());
    }
  } catch (error) {
    if (!(error instanceof NotPossible)) {
      throw error;
    }
    samples.values = [];
    samples.note = error.message;
  }
}
