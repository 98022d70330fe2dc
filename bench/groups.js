/** @import { Bench, Report } from "./bench.js" */
/** @import { Row } from "./rows.js" */

/**
 * @typedef {object} Group
 * @property {string} name  one word
 * @property {string} title
 * @property {string} about  a sentence or two: what a row of it means
 * @property {() => Promise<(bench: Bench, report: Report) => Promise<Row[]>>} load
 */

/** What the benchmark measures, in this order; one group is at work at a time. @type {Group[]} */
export const GROUPS = [
  {
    name: "yields",
    title: "Yields and switches",
    about:
      "How often in a second a program can give way. A checkpoint lets another task run when the slice of 5 ms is over, and the event loop after it.",
    load: async () => (await import("./yields.js")).measureYields,
  },
];
