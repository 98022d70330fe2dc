import { Bench } from "./bench.js";
import { GROUPS } from "./groups.js";
import { row } from "./rows.js";

/** @import { Group } from "./groups.js" */
/** @import { Row } from "./rows.js" */

/**
 * @typedef {object} Progress
 * @property {string} doing
 * @property {number} done  groups done
 * @property {number} of  groups
 *
 * @typedef {object} Result  plain data: what is written as JSON
 * @property {{ date: string, form: "short" | "full", userAgent: string, processors: number, isolated: boolean }} environment
 * @property {{ name: string, title: string, seconds: number, rows: Row[] }[]} groups
 */

/**
 * Runs the groups one after the other. A group that fails has one row that says so, and the others go on.
 *
 * @param {"short" | "full"} form
 * @param {string[]} names  of the groups; empty: all of them
 * @param {(progress: Progress) => void} report
 * @param {(result: Result) => void} grown  called with the same object after each group
 * @param {AbortSignal} signal  ends the run before the next measurement
 * @returns {Promise<Result>} rejects with the signal's reason
 */
export async function runBenchmark(form, names, report, grown, signal) {
  const bench = new Bench(form);
  const groups = GROUPS.filter(({ name }) => names.length === 0 || names.includes(name));
  /** @type {Result} */
  const result = { environment: environment(form), groups: [] };
  for (const [done, group] of groups.entries()) {
    const start = performance.now();
    const rows = await runGroup(group, bench, signal, (doing) => {
      signal.throwIfAborted();
      report({ doing: `${group.title}: ${doing}`, done, of: groups.length });
    });
    const seconds = Math.round((performance.now() - start) / 100) / 10;
    result.groups.push({ name: group.name, title: group.title, seconds, rows });
    grown(result);
  }
  return result;
}

/**
 * @param {Group} group
 * @param {Bench} bench
 * @param {AbortSignal} signal
 * @param {import("./bench.js").Report} report
 */
async function runGroup({ name, load }, bench, signal, report) {
  try {
    report("loading");
    const measure = await load();
    return await measure(bench, report);
  } catch (error) {
    signal.throwIfAborted();
    console.error(error);
    return [row(name, "failed", "", { values: [], note: String(error) })];
  }
}

/** @param {"short" | "full"} form @returns {Result["environment"]} */
const environment = (form) => ({
  date: new Date().toISOString(),
  form,
  userAgent: navigator.userAgent,
  processors: navigator.hardwareConcurrency,
  isolated: crossOriginIsolated,
});
