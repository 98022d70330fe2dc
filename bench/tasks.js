import { row } from "./rows.js";
import { measureTaskMemory } from "./task-memory.js";
import { drop, KINDS } from "./waiting-tasks.js";

/** @import { Bench, Report } from "./bench.js" */
/** @import { Bound, Row, Samples } from "./rows.js" */
/** @import { Kind, Started } from "./waiting-tasks.js" */

const GROUP = "tasks";
/** What the others are compared with. */
const BASE_COUNT = 1000;
const MOST = 100_000;

/**
 * Time and memory of waiting tasks, by their number.
 *
 * @param {Bench} bench
 * @param {Report} report
 * @returns {Promise<Row[]>}
 */
export async function measureTasks(bench, report) {
  const counts = bench.choose([100, 1000, 10_000, MOST], [100, 1000]);
  const memory = await measureTaskMemory(bench, counts, report);
  /** @type {Row[]} */
  const rows = [];
  for (const kind of KINDS) {
    const { perTask, wakes } = await times(bench, kind, counts, report);
    rows.push(
      ...sized(kind, "start", "µs", perTask, kind.asked.perTask),
      ...sized(kind, "wake", "ms", wakes, []),
      ...sized(kind, "memory in the worker,", "B", memory.of(kind, "worker"), kind.asked.memory),
    );
    if (kind.isOnPage) {
      rows.push(...sized(kind, "memory on the page,", "B", memory.of(kind, "page"), []));
    }
  }
  return rows;
}

/**
 * @param {Bench} bench
 * @param {Kind} kind
 * @param {number[]} counts
 * @param {Report} report
 */
async function times(bench, kind, counts, report) {
  /** @type {Map<number, Samples>} */
  const wakes = new Map(counts.map((count) => [count, { values: [] }]));
  const measured = await bench.interleave(
    `starting, ${kind.name}`,
    counts.map((count) => ({
      what: String(count),
      measure: (isCounted) =>
        withStarted(bench, kind, count, async ({ millis, wake }) => {
          const wakeMillis = await wake();
          if (isCounted) {
            wakes.get(count)?.values.push(wakeMillis);
          }
          return (millis * 1000) / count;
        }),
    })),
    report,
  );
  return { perTask: new Map([...measured].map(([what, samples]) => [Number(what), samples])), wakes };
}

/**
 * In a worker of its own: what the last ones left behind would count.
 * @template T
 * @param {Bench} bench
 * @param {Kind} kind
 * @param {number} count
 * @param {(started: Started) => Promise<T>} use
 */
async function withStarted(bench, kind, count, use) {
  const holder = await bench.open();
  try {
    return await use(await kind.start(holder, count));
  } finally {
    await drop(holder);
  }
}

/**
 * @param {Kind} kind
 * @param {string} what
 * @param {string} unit
 * @param {Map<number, Samples>} samples
 * @param {Bound[]} asked
 */
function sized(kind, what, unit, samples, asked) {
  const name = (/** @type {number} */ count) => `${what} one ${kind.name} of ${count.toLocaleString("en")}`;
  const base = row(GROUP, name(BASE_COUNT), unit, samples.get(BASE_COUNT) ?? { values: [] });
  return [...samples].map(([count, its]) =>
    row(GROUP, name(count), unit, its, {
      base: count === BASE_COUNT ? undefined : base,
      bounds: count === MOST ? asked : [],
    }),
  );
}
