import { median, percentile } from "./statistics.js";

/**
 * What was measured of one thing; `values` may be empty, then `note` says why.
 * @typedef {{ values: number[], note?: string }} Samples
 *
 * What is asked of a figure of a row.
 * @typedef {object} Bound
 * @property {"median" | "p99" | "highest" | "ratio"} of
 * @property {number} [atMost]
 * @property {number} [atLeast]
 *
 * @typedef {object} Row
 * @property {string} group  the name of its group
 * @property {string} what
 * @property {string} unit  of the figures: "/s", "ms", "µs", "kB", "B", "×" …
 * @property {number} samples  how many were taken; 0: it could not be measured, and `note` says why
 * @property {number | null} median
 * @property {number | null} lowest
 * @property {number | null} highest
 * @property {number | null} p99  only of a hundred samples and more
 * @property {number | null} ratio  of the median to the median of the row `base`
 * @property {string | null} base  `what` of a row of the same group
 * @property {(Bound & { met: boolean | null })[]} bounds  `met` is null if there is no such figure
 * @property {string} note
 * @property {boolean} isPeer  whether it is for comparison: not ours
 */

/** From here on a 99th percentile says something. */
const ENOUGH_FOR_P99 = 100;

/**
 * @param {string} group
 * @param {string} what
 * @param {string} unit
 * @param {Samples} samples
 * @param {{ base?: Row | undefined, bounds?: Bound[], note?: string, isPeer?: boolean }} [more]  `base`: the row that this one is
 *   compared with; `isPeer`: it is of the platform or of another library
 * @returns {Row}
 */
export function row(
  group,
  what,
  unit,
  { values, note: reason = "" },
  { base, bounds = [], note = "", isPeer = false } = {},
) {
  const isMeasured = values.length > 0;
  const middle = isMeasured ? median(values) : null;
  const figures = {
    median: middle,
    p99: values.length >= ENOUGH_FOR_P99 ? percentile(values, 99) : null,
    highest: isMeasured ? Math.max(...values) : null,
    ratio: middle !== null && base?.median ? middle / base.median : null,
  };
  return {
    group,
    what,
    unit,
    samples: values.length,
    lowest: isMeasured ? Math.min(...values) : null,
    ...figures,
    base: base?.what ?? null,
    bounds: bounds.map((bound) => ({ ...bound, met: isMet(bound, figures[bound.of]) })),
    note: [reason, note].filter(Boolean).join("; "),
    isPeer,
  };
}

/**
 * @param {Bound} bound
 * @param {number | null} figure
 */
const isMet = ({ atMost = Infinity, atLeast = -Infinity }, figure) =>
  figure === null ? null : figure <= atMost && figure >= atLeast;
