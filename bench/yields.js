import { median, row } from "./statistics.js";

/** @import { TaskHolder } from "../web/index.js" */
/** @import { Row } from "./statistics.js" */

const ROUND_MILLIS = 500;
const ROUNDS = 7;
const PAUSES = 20;

/**
 * Measures yields by setTimeout(0) and by checkpoints in turn, and how long a pause takes meanwhile.
 *
 * @param {TaskHolder} holder  on the worker of this folder
 * @param {(doing: string) => void} report  told what is being measured
 * @returns {Promise<{ rows: Row[], ratio: number }>}  `ratio`: checkpoints for one setTimeout(0), from the medians
 */
export async function measureYields(holder, report) {
  const channel = new BroadcastChannel("taskholder-bench");
  try {
    const timeouts = [];
    const checkpoints = [];
    await checkpointsPerSecond(holder); // warms up
    for (let round = 1; round <= ROUNDS; round++) {
      report(`yields, round ${round} of ${ROUNDS}`);
      timeouts.push(await timeoutsPerSecond(channel));
      checkpoints.push(await checkpointsPerSecond(holder));
    }
    report("pausing");
    const rows = [
      row("yields by setTimeout(0)", "1/s", timeouts),
      row("yields by checkpoint", "1/s", checkpoints),
      row("pause of a yielding task, until in effect", "ms", await pauseLatencies(holder)),
    ];
    return { rows, ratio: median(checkpoints) / median(timeouts) };
  } finally {
    channel.close();
  }
}

/** @param {BroadcastChannel} channel */
async function timeoutsPerSecond(channel) {
  const answer = new Promise((resolve) => {
    channel.addEventListener("message", ({ data }) => resolve(data.timeoutLoopYields), { once: true });
  });
  channel.postMessage({ timeoutLoopMillis: ROUND_MILLIS });
  return (await answer) / (ROUND_MILLIS / 1000);
}

/** @param {TaskHolder} holder */
async function checkpointsPerSecond(holder) {
  const yields = /** @type {number} */ (await holder.spawn("yields", { millis: ROUND_MILLIS }).result);
  return yields / (ROUND_MILLIS / 1000);
}

/** @param {TaskHolder} holder */
async function pauseLatencies(holder) {
  const task = holder.spawn("yields", { millis: 3_600_000 });
  const latencies = [];
  for (let i = 0; i < PAUSES; i++) {
    await task.resume();
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 10));
    const start = performance.now();
    await task.pause();
    latencies.push(performance.now() - start);
  }
  await task.cancel();
  return latencies;
}
