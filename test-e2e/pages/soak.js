import { numbersBelow } from "../../web/demo/random-numbers.js";
import { nextTask } from "./support.js";

/** @import { Task, TaskHolder } from "../../web/index.js" */

/** Sends that are under way at the same time, several times what the inbox holds. */
const AHEAD = 500;
const CAPACITIES = [1, 10, 100, 1000];
/** A pause in so many is followed by a cancel instead of a resume. */
const CANCEL_ONE_IN = 25;
/** A pause in so many is followed by the end of the worker, with all that is in it. */
const TERMINATE_ONE_IN = 400;
const MAX_PAUSE_TASKS = 3;
const MAX_BETWEEN_TASKS = 30;

/** Ends of a task without its worker's word: what was on its way is gone. */
const LOST = ["WORKER_LOST", "TERMINATED"];

/** @typedef {{ messages: number, pauses: number, cancels: number, restarts: number, lives: number }} Told */

/**
 * Sends the numbers from 0 on through echoing tasks and reads them back. At random the tasks are paused, resumed and cancelled, and their
 * worker terminated; then they are spawned again, and go on where the page had seen the last number.
 * @param {TaskHolder} holder
 * @param {number} messages  in all, each way
 * @param {number} lanes  tasks at a time
 * @param {number} seed
 * @returns {Promise<Told>}
 * @throws {Error} if one is lost, doubled or out of order, if one comes from a paused task, or a result is wrong
 */
export async function soak(holder, messages, lanes, seed) {
  const told = { messages: 0, pauses: 0, cancels: 0, restarts: 0, lives: 0 };
  const all = Array.from({ length: lanes }, (_, i) => lane(holder, messages / lanes, numbersBelow(seed + i), told));
  await Promise.all(all);
  return told;
}

/**
 * @param {TaskHolder} holder
 * @param {number} count
 * @param {(limit: number) => number} random
 * @param {Told} told
 */
async function lane(holder, count, random, told) {
  let next = 0;
  while (next < count) {
    const [inputCapacity, outputCapacity] = [0, 0].map(() => CAPACITIES[random(CAPACITIES.length)]);
    const task = holder.spawn("echo", null, { inputCapacity, outputCapacity, paused: random(3) === 0 });
    const life = { task, first: next, count, received: 0, accepted: 0, isOver: false };
    const [fate] = await Promise.all([disturb(life, random, told), send(life), receive(life)]);
    checkEnd(life, fate, await task.result.catch(({ code }) => code), /** @type {number} */ (inputCapacity));
    told.lives++;
    told.messages += life.received;
    next += life.received;
  }
}

/** @typedef {{ task: Task, first: number, count: number, received: number, accepted: number, isOver: boolean }} Life */

/** Sends what is left, in order, until the task takes no more. @param {Life} life */
async function send(life) {
  const { task, first, count } = life;
  for (let from = first; from < count && !life.isOver; from += AHEAD) {
    const to = Math.min(count, from + AHEAD);
    const sends = Array.from({ length: to - from }, (_, i) => from + i).map((number) =>
      task.send(number).then(
        () => {
          if (number !== first + life.accepted) {
            fail(life, `${number} was accepted, not ${first + life.accepted}`);
          }
          life.accepted++;
        },
        () => {
          life.isOver = true;
        },
      ),
    );
    await Promise.all(sends);
  }
  task.closeInput();
}

/** @param {Life} life */
async function receive(life) {
  try {
    for await (const number of life.task) {
      if (number !== life.first + life.received) {
        fail(life, `${number} was received, not ${life.first + life.received}`);
      }
      life.received++;
    }
  } catch (/** @type {any} */ error) {
    if (error.code !== "CANCELLED" && !LOST.includes(error.code)) {
      throw error;
    }
  }
  life.isOver = true;
}

/**
 * @param {Life} life
 * @param {(limit: number) => number} random
 * @param {Told} told
 * @returns {Promise<"cancelled" | "closed">}
 */
async function disturb(life, random, told) {
  const { task } = life;
  for (;;) {
    await tasks(random(MAX_BETWEEN_TASKS));
    const hold = random(2) ? "one" : "another";
    const { applied, paused } = await task.pause(hold);
    if (!applied) {
      return "closed";
    }
    if (paused) {
      told.pauses++;
      await expectStillness(life, random(MAX_PAUSE_TASKS));
    }
    if (random(TERMINATE_ONE_IN) === 0) {
      task.terminate();
      told.restarts++;
      return "closed";
    }
    if (random(CANCEL_ONE_IN) === 0) {
      const cancelled = (await task.cancel("soaked")).applied;
      told.cancels += cancelled ? 1 : 0;
      return cancelled ? "cancelled" : "closed";
    }
    await task.resume(random(8) ? hold : "default");
    await Promise.all([task.resume(hold), task.resume()]);
  }
}

/** Nothing comes out of a paused task, and nothing goes in. @param {Life} life @param {number} count */
async function expectStillness(life, count) {
  const emitted = () => life.received + life.task.buffered;
  const before = emitted();
  await tasks(count);
  if (emitted() !== before) {
    fail(life, `${emitted() - before} outputs came from a paused task`);
  }
}

/**
 * @param {Life} life
 * @param {"cancelled" | "closed"} fate
 * @param {unknown} result
 * @param {number} inputCapacity
 */
function checkEnd(life, fate, result, inputCapacity) {
  const { first, count, received, accepted } = life;
  const isLost = LOST.includes(/** @type {any} */ (result));
  if (!isLost && result !== (fate === "cancelled" ? "CANCELLED" : received)) {
    fail(life, `${fate}: its result is ${result}`);
  }
  if (!isLost && fate === "closed" && received !== count - first) {
    fail(life, `${received} of ${count - first} came back`);
  }
  // Besides those in the inbox one may be in the task's hands.
  if (received > accepted || (!isLost && accepted - received > inputCapacity + 1)) {
    fail(life, `${accepted} were accepted, ${received} came back`);
  }
}

/** @param {Life} life @param {string} what @returns {never} */
function fail({ task, first }, what) {
  throw new Error(`task ${task.id} from ${first} on: ${what}`);
}

/** Lets the page go so many times round its event loop. @param {number} count */
async function tasks(count) {
  for (let i = 0; i < count; i++) {
    await nextTask();
  }
}
