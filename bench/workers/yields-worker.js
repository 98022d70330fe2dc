/** The worker's script with loops over the means of the platform to give way, so that all are measured in one worker. */
import "../../worker.js";

const channel = new BroadcastChannel("taskholder-bench-yields");

channel.addEventListener("message", async ({ data: { by, millis } }) => {
  const yieldOnce = ways[by]();
  channel.postMessage({ yields: yieldOnce && (await loop(yieldOnce, millis)) });
});

/** Each makes a function that calls back when it has given way; null if the platform has no such thing. */
const ways = {
  timeouts: () => (next) => setTimeout(next, 0),
  messages: () => {
    const { port1, port2 } = new MessageChannel();
    return (next) => {
      port1.onmessage = next;
      port2.postMessage(null);
    };
  },
  scheduler: () => (globalThis.scheduler?.yield ? (next) => scheduler.yield().then(next) : null),
};

/**
 * @param {(next: () => void) => void} yieldOnce
 * @param {number} millis  how long to loop
 * @returns {Promise<number>} how often it gave way
 */
function loop(yieldOnce, millis) {
  return new Promise((resolve) => {
    const end = performance.now() + millis;
    let yields = 0;
    yieldOnce(function next() {
      yields++;
      if (performance.now() < end) {
        yieldOnce(next);
      } else {
        resolve(yields);
      }
    });
  });
}
