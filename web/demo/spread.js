/** @import { FrameLoop } from "./frame-loop.js" */

/** Of a frame. */
const BUDGET_MS = 4;

/**
 * Does something to each of many, over as many frames as it takes: for a thousand tasks one would be too short.
 * @template T
 * @param {FrameLoop} loop
 * @param {Iterable<T>} items
 * @param {(item: T) => void} act
 * @returns {Promise<void>} rejects with what `act` throws, and leaves the rest alone
 */
export async function spread(loop, items, act) {
  let since = performance.now();
  for (const item of items) {
    if (performance.now() - since > BUDGET_MS) {
      await loop.nextFrame();
      since = performance.now();
    }
    act(item);
  }
}
