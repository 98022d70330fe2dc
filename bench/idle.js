import { row } from "./rows.js";

/** @import { TaskHolder } from "../web/index.js" */
/** @import { Bench, Report } from "./bench.js" */
/** @import { Row } from "./rows.js" */

const GROUP = "idle";
const TASKS = 1000;

/**
 * What the tasks of a worker do.
 * @typedef {object} Company
 * @property {string} what
 * @property {boolean} isIdle  whether the worker has nothing to do
 * @property {(holder: TaskHolder) => Promise<unknown>} gather  resolves when they do it
 */

/** @type {Company[]} */
const COMPANIES = [
  {
    what: "1,000 paused tasks",
    isIdle: true,
    gather: async (holder) => {
      await spawn(holder, "ticker", { periodMillis: 20 });
      await holder.pauseAll();
    },
  },
  { what: "1,000 tasks waiting for a message", isIdle: true, gather: (holder) => spawn(holder, "waiter") },
  {
    what: "for comparison: 1,000 tasks asleep, each for a second",
    isIdle: false,
    gather: (holder) => spawn(holder, "ticker", { periodMillis: 1000 }),
  },
];

/**
 * How often a worker wakes up that has nothing to do.
 *
 * @param {Bench} bench
 * @param {Report} report
 * @returns {Promise<Row[]>}
 */
export async function measureIdle(bench, report) {
  const millis = bench.choose(1000, 500);
  /** @type {Room[]} */
  const rooms = [];
  try {
    for (const company of COMPANIES) {
      report(company.what);
      rooms.push(await openRoom(bench, company));
    }
    const rates = await bench.interleave(
      "counting",
      rooms.map(({ company: { what }, count }) => ({ what, measure: () => wakeUpsPerSecond(count, millis) })),
      report,
    );
    return COMPANIES.map(({ what, isIdle }) =>
      row(GROUP, what, "/s", rates.get(what) ?? { values: [] }, {
        bounds: isIdle ? [{ of: "highest", atMost: 0 }] : [],
      }),
    );
  } finally {
    await Promise.all(rooms.map(({ close }) => close()));
  }
}

/** @typedef {{ company: Company, count: () => Promise<number>, close: () => Promise<void> }} Room  a worker with a counter */

/**
 * @param {Bench} bench
 * @param {Company} company
 * @returns {Promise<Room>}
 */
async function openRoom(bench, company) {
  const name = `taskholder-bench-idle-${Math.random()}`;
  const channel = new BroadcastChannel(name);
  const holder = await bench.open({
    worker: () => new Worker(new URL("./workers/counting-worker.js", import.meta.url), { type: "module", name }),
  });
  await company.gather(holder);
  return {
    company,
    count: () =>
      new Promise((resolve) => {
        channel.addEventListener("message", ({ data }) => resolve(data), { once: true });
        channel.postMessage("how many?");
      }),
    close: async () => {
      channel.close();
      holder.tasks[0]?.terminate();
      await holder.close();
    },
  };
}

/** @param {() => Promise<number>} count @param {number} millis */
async function wakeUpsPerSecond(count, millis) {
  const before = await count();
  await new Promise((resolve) => setTimeout(resolve, millis));
  return ((await count()) - before) / (millis / 1000);
}

/**
 * Resolves when all of them are at it.
 * @param {TaskHolder} holder
 * @param {string} name
 * @param {import("../web/protocol.js").Plain} [input]
 */
async function spawn(holder, name, input) {
  for (let i = 0; i < TASKS; i++) {
    holder.spawn(name, input).result.catch(() => {}); // dropped with the worker
  }
  await holder.spawn("nothing").result; // in line behind them
}
