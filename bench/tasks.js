import { NotPossible } from "./bench.js";
import { lastBreath, measureMemory, tellsMemorySoon } from "./memory.js";
import { row } from "./rows.js";

/** @import { TaskHolder } from "../web/index.js" */
/** @import { Bench, Report } from "./bench.js" */
/** @import { Bound, Row, Samples } from "./rows.js" */

const GROUP = "tasks";
/** What the others are compared with. */
const BASE_COUNT = 1000;
const MOST = 100_000;

/**
 * How so many waiting tasks are started, and how one is woken.
 * @typedef {object} Kind
 * @property {string} name
 * @property {(holder: TaskHolder, count: number) => Promise<Started>} start  resolves when all of them wait
 * @property {{ perTask: Bound[], memory: Bound[] }} asked  of the largest number
 *
 * @typedef {object} Started
 * @property {number} millis
 * @property {() => Promise<number>} wake  wakes one; resolves with the milliseconds until it ran
 */

/** @type {Kind[]} */
const KINDS = [
  {
    name: "child",
    start: startChildren,
    asked: { perTask: [{ of: "ratio", atMost: 1.5 }], memory: [{ of: "median", atMost: 2048 }] },
  },
  { name: "task spawned by the page", start: spawnTasks, asked: { perTask: [], memory: [] } },
];

/**
 * Time and memory of waiting tasks, by their number.
 *
 * @param {Bench} bench
 * @param {Report} report
 * @returns {Promise<Row[]>}
 */
export async function measureTasks(bench, report) {
  const counts = bench.choose([100, 1000, 10_000, MOST], [100, 1000]);
  const memory = await memories(bench, counts, report);
  /** @type {Row[]} */
  const rows = [];
  for (const kind of KINDS) {
    const { perTask, wakes } = await times(bench, kind, counts, report);
    rows.push(
      ...sized(kind, "start", "µs", perTask, kind.asked.perTask),
      ...sized(kind, "wake", "ms", wakes, []),
      ...sized(kind, "memory in the worker,", "B", memory.of(kind, "worker"), kind.asked.memory),
      ...sized(kind, "memory on the page,", "B", memory.of(kind, "page"), []),
    );
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
 * Once for each number, all in one worker, the next ones on top of the last: the browser takes its time, and there is little to vary.
 *
 * @param {Bench} bench
 * @param {number[]} counts
 * @param {Report} report
 */
async function memories(bench, counts, report) {
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

/** @typedef {"worker" | "page"} Place */
/** @type {Place[]} */
const PLACES = ["worker", "page"];

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

/** Ends the worker at once: to cancel 100 000 tasks takes longer than to start them. @param {TaskHolder} holder */
async function drop(holder) {
  holder.tasks[0]?.terminate();
  await holder.close();
}

/**
 * @param {TaskHolder} holder
 * @param {number} children
 * @returns {Promise<Started>}
 */
async function startChildren(holder, children) {
  const family = holder.spawn("family", { children });
  family.result.catch(() => {}); // terminated in the end
  const outputs = family[Symbol.asyncIterator]();
  const next = async () => /** @type {number} */ ((await outputs.next()).value);
  return {
    millis: await next(),
    wake: async () => {
      await family.send(null);
      return next();
    },
  };
}

/**
 * @param {TaskHolder} holder
 * @param {number} count
 * @returns {Promise<Started>}
 */
async function spawnTasks(holder, count) {
  const start = performance.now();
  const tasks = Array.from({ length: count }, () => holder.spawn("waiter"));
  await holder.spawn("nothing").result; // in line behind them
  const millis = performance.now() - start;
  const one = /** @type {import("../web/task.js").Task} */ (tasks[count >> 1]);
  return {
    millis,
    wake: async () => {
      const rung = performance.now();
      await Promise.all([one.send(null), one.result]);
      return performance.now() - rung;
    },
  };
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
