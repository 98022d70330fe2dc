import { NotPossible } from "./bench.js";

/** @import { TaskHolder } from "../web/index.js" */
/** @import { Task } from "../web/task.js" */
/** @import { Bench } from "./bench.js" */

const AN_HOUR = 3_600_000;
const BUSY_TASKS = 100;
/** Far above what a busy worker takes to begin a task. */
const PATIENCE_MILLIS = 5_000;

/**
 * What a command is given in.
 * @typedef {object} Scene
 * @property {string} what  of the row
 * @property {boolean} isShared  whether the holder may use memory shared with its worker
 * @property {number} busy  how many tasks are at work beside those that the commands are for
 * @property {(holder: TaskHolder) => Task} spawn  starts one that the commands are for; it never ends by itself
 */

/** @param {TaskHolder} holder */
const spawnYields = (holder) => holder.spawn("yields", { millis: AN_HOUR });

/** @param {TaskHolder} holder */
const spawnLoop = (holder) => holder.spawn("loop");

/** @type {Scene[]} */
export const SCENES = [
  { what: "a yielding task", busy: 0, spawn: spawnYields },
  { what: "a compiled loop", busy: 0, spawn: spawnLoop },
  { what: `a compiled loop beside ${BUSY_TASKS} busy tasks`, busy: BUSY_TASKS, spawn: spawnLoop },
].flatMap(({ what, ...scene }) => [
  { ...scene, what: `${what}, shared memory`, isShared: true },
  { ...scene, what: `${what}, messages alone`, isShared: false },
]);

/**
 * Gives commands in a scene, in a worker of its own.
 *
 * @template T
 * @param {Bench} bench
 * @param {Scene} scene
 * @param {(holder: TaskHolder, obeyed: <V>(command: Promise<V>) => Promise<V>) => Promise<T>} use  `obeyed` gives up a command that
 *   is not obeyed
 * @returns {Promise<T>}
 * @throws {NotPossible} if the page is not isolated and the scene wants it, or if a command is not obeyed
 */
export async function inScene(bench, scene, use) {
  if (scene.isShared && !crossOriginIsolated) {
    throw new NotPossible("the page is not cross-origin isolated");
  }
  const holder = await bench.open({ sharedMemory: scene.isShared });
  try {
    for (let i = 0; i < scene.busy; i++) {
      expectDrop(spawnYields(holder));
    }
    return await use(holder, patiently);
  } finally {
    holder.tasks[0]?.terminate(); // also what does not obey
    await holder.close();
  }
}

/**
 * Starts a task of the scene, and resolves when its code runs.
 * @param {Scene} scene
 * @param {TaskHolder} holder
 */
export async function begin(scene, holder) {
  const task = scene.spawn(holder);
  expectDrop(task);
  await task[Symbol.asyncIterator]().next();
  return task;
}

/** Some milliseconds, so that a command comes at any moment of a slice. */
export const aMoment = () => new Promise((resolve) => setTimeout(resolve, 4 + Math.random() * 8));

/** Its end is no news: it is cancelled, or dropped with the worker. @param {Task} task */
function expectDrop(task) {
  task.result.catch(() => {});
}

/**
 * @template V
 * @param {Promise<V>} command
 * @returns {Promise<V>}
 */
function patiently(command) {
  return new Promise((resolve, reject) => {
    const reason = `not obeyed within ${PATIENCE_MILLIS / 1000} s: no checkpoint was passed`;
    const timer = setTimeout(() => reject(new NotPossible(reason)), PATIENCE_MILLIS);
    command.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
