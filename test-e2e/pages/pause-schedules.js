import { numbersBelow } from "../../web/demo/random-numbers.js";
import { eventOf, nextTask, show } from "./support.js";

/** @import { Task, TaskHolder } from "../../web/index.js" */

/** Runs that are under way at the same time, in the same worker. */
const ABREAST = 8;
const MAX_CAPACITY = 5;
const MAX_PAUSE_TASKS = 4;

/**
 * Runs a task once undisturbed and then under so many random schedules of pauses, each from its seed.
 * @param {TaskHolder} holder
 * @param {string} name
 * @param {any} input
 * @param {number} schedules
 * @returns {Promise<{ story: string[], pauses: number }>} the outputs and the result, as text, and how many pauses came into effect
 * @throws {Error} naming the seed, if a story is another, or its first pause did not come into effect
 */
export async function playSchedules(holder, name, input, schedules) {
  const undisturbed = holder.spawn(name, input, { outputCapacity: 1_000_000 });
  const story = await storyOf(undisturbed);
  let pauses = 0;
  let seed = 0;
  const playSome = async () => {
    while (seed < schedules) {
      const mine = seed++;
      const inEffect = await playOne(mine).catch((cause) => {
        throw new Error(`${name} under schedule ${mine}: ${cause.message}`, { cause });
      });
      pauses += inEffect;
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, playSome));
  return { story, pauses };

  /** @param {number} seed */
  async function playOne(seed) {
    const random = numbersBelow(seed);
    const outputCapacity = random(MAX_CAPACITY);
    const task = holder.spawn(name, input, { outputCapacity, paused: random(4) === 0 });
    const firstInEffect = await pauseOnceItRuns(task);
    const [disturbed, laterInEffect] = await Promise.all([
      storyOf(task, () => (random(3) === 0 ? nextTask() : undefined)),
      pauseAgainAndAgain(task, random),
    ]);
    const at = disturbed.findIndex((step, i) => step !== story[i]);
    if (at >= 0 || disturbed.length !== story.length) {
      throw new Error(`${disturbed.length} steps of ${story.length}; step ${at} is ${disturbed[at]}, not ${story[at]}`);
    }
    if (!firstInEffect) {
      throw new Error("the first pause did not come into effect while it ran");
    }
    return 1 + laterInEffect;
  }
}

/**
 * The outputs and then the result, as text.
 * @param {Task} task
 * @param {() => Promise<unknown> | undefined} [pace]  awaited after each output
 */
async function storyOf(task, pace = () => undefined) {
  const steps = [];
  for await (const output of task) {
    steps.push(show(output));
    await pace();
  }
  steps.push(show(await task.result));
  return steps;
}

/**
 * Nobody reads yet, so a task with more outputs than its capacity cannot have ended.
 * @param {Task} task
 * @returns {Promise<boolean>} whether it stood still in its course
 */
async function pauseOnceItRuns(task) {
  await task.resume();
  while (task.state === "new") {
    await eventOf(task, "statechange");
  }
  const { paused } = await task.pause();
  return paused;
}

/**
 * @param {Task} task
 * @param {(limit: number) => number} random
 * @returns {Promise<number>} how many pauses stopped it in its course
 */
async function pauseAgainAndAgain(task, random) {
  let inEffect = 0;
  for (;;) {
    await tasks(random(MAX_PAUSE_TASKS));
    await task.resume();
    await tasks(random(MAX_PAUSE_TASKS));
    const { applied, paused } = await task.pause();
    if (!applied) {
      return inEffect;
    }
    inEffect += paused ? 1 : 0;
  }
}

/** Lets the page go so many times round its event loop. @param {number} count */
async function tasks(count) {
  for (let i = 0; i < count; i++) {
    await nextTask();
  }
}
