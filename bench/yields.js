import { NotPossible } from "./bench.js";
import { row } from "./rows.js";

/** @import { Bench, Report } from "./bench.js" */
/** @import { Row, Samples } from "./rows.js" */

const GROUP = "yields";
const TIMEOUTS = "setTimeout(0), the article's way";

/**
 * Yields by the means of the platform and by checkpoints, all in one worker; and elements handed from fiber to fiber.
 *
 * @param {Bench} bench
 * @param {Report} report
 * @returns {Promise<Row[]>}
 */
export async function measureYields(bench, report) {
  const holder = await bench.open({
    worker: () => new Worker(new URL("./workers/yields-worker.js", import.meta.url), { type: "module" }),
  });
  const channel = new BroadcastChannel("taskholder-bench-yields");
  const millis = bench.choose(500, 100);
  const count = bench.choose(100_000, 5_000);

  /** @param {string} by */
  const loop = (by) => async () => {
    const answer = new Promise((resolve) => {
      channel.addEventListener("message", ({ data }) => resolve(data.yields), { once: true });
    });
    channel.postMessage({ by, millis });
    const yields = await answer;
    if (yields === null) {
      throw new NotPossible("this browser has none");
    }
    return yields / (millis / 1000);
  };
  /** @param {string} name @param {object} [input] */
  const task = (name, input) => async () =>
    /** @type {number} */ (await holder.spawn(name, { millis, ...input }).result) / (millis / 1000);
  /** @param {number} capacity */
  const handOver = (capacity) => async () =>
    /** @type {number} */ (await holder.spawn("hand-overs", { count, capacity }).result);

  try {
    const yields = await bench.interleave(
      "yields",
      [
        { what: TIMEOUTS, measure: loop("timeouts") },
        { what: "Thread.sleep(0) of TeaVM", measure: task("thread sleeps") },
        { what: "MessageChannel", measure: loop("messages") },
        { what: "scheduler.yield()", measure: loop("scheduler") },
        { what: "checkpoint, alone", measure: task("yields") },
        { what: "checkpoint, another fiber ready", measure: task("yields", { others: 1 }) },
      ],
      report,
    );
    const handOvers = await bench.interleave(
      "hand-overs",
      [0, 1, 100].map((capacity) => ({ what: `hand-over, capacity ${capacity}`, measure: handOver(capacity) })),
      report,
    );
    return [...yieldRows(yields), ...[...handOvers].map(([what, samples]) => row(GROUP, what, "µs", samples))];
  } finally {
    channel.close();
    await holder.close();
  }
}

/** @param {Map<string, Samples>} yields */
function yieldRows(yields) {
  const base = row(GROUP, TIMEOUTS, "/s", yields.get(TIMEOUTS) ?? { values: [] }, { isPeer: true });
  return [...yields].map(([what, samples]) =>
    what === TIMEOUTS
      ? base
      : row(GROUP, what, "/s", samples, {
          base,
          isPeer: !what.startsWith("checkpoint"),
          bounds: what.startsWith("checkpoint") ? [{ of: "ratio", atLeast: 1000 }] : [],
          note: what.startsWith("scheduler") ? "lets no message in, in a Chromium worker" : "",
        }),
  );
}
