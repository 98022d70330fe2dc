/** @import { FrameLoop } from "./frame-loop.js" */

/** More than anybody reads, few enough that reading them never delays a frame. */
const OUTPUTS_PER_FRAME = 2000;

/**
 * Keeps reading from starving the page's frames: all readers share an allowance for each frame. A reader that waits is
 * not a loss, its task is held back by the bounded output queue.
 */
export class ReadingPace {
  #left = OUTPUTS_PER_FRAME;
  #loop;

  /** @param {FrameLoop} loop */
  constructor(loop) {
    this.#loop = loop;
    loop.onFrame(() => {
      this.#left = OUTPUTS_PER_FRAME;
    });
  }

  /** @returns {Promise<void> | undefined} to be awaited after each output; undefined while there is allowance */
  spend() {
    this.#left--;
    return this.#left > 0 ? undefined : this.#loop.nextFrame();
  }
}
