/** @import { TaskHolder } from "../web/index.js" */
/** @import { Bound } from "./rows.js" */

/**
 * How so many waiting tasks are started, and how one is woken.
 * @typedef {object} Kind
 * @property {string} name
 * @property {boolean} isOnPage  whether the page has an object for each
 * @property {(holder: TaskHolder, count: number) => Promise<Started>} start  resolves when all of them wait
 * @property {{ perTask: Bound[], memory: Bound[] }} asked  of the largest number
 *
 * @typedef {object} Started
 * @property {number} millis
 * @property {() => Promise<number>} wake  wakes one; resolves with the milliseconds until it ran
 */

/** @type {Kind[]} */
export const KINDS = [
  {
    name: "child",
    isOnPage: false,
    start: startChildren,
    asked: { perTask: [{ of: "ratio", atMost: 1.5 }], memory: [{ of: "median", atMost: 2048 }] },
  },
  { name: "task spawned by the page", isOnPage: true, start: spawnTasks, asked: { perTask: [], memory: [] } },
];

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

/** Ends the worker at once: to cancel 100 000 tasks takes longer than to start them. @param {TaskHolder} holder */
export async function drop(holder) {
  holder.tasks[0]?.terminate();
  await holder.close();
}
