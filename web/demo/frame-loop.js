/** @typedef {{ render: () => void }} Renderable */

/**
 * @typedef {object} Frame
 * @property {number} now  when it began, on the page's clock
 * @property {number | null} gapMs  since the frame before; null if the page was hidden in between
 * @property {() => boolean} hasTime  whether this frame's budget is not used up yet
 */

/** Of the 16 ms of a frame, what scripts may take; the rest is for style, layout and paint. */
const BUDGET_MS = 4;
const HIDDEN_PERIOD_MS = 250;

/**
 * The page's one animation loop. Whatever changed is rendered at most once a frame, within a budget: what does not
 * fit waits for the next frame, in order. A hidden page has no frames, so there a slow timer takes their place.
 */
export class FrameLoop {
  /** @type {Set<Renderable>} */
  #touched = new Set();
  /** @type {((frame: Frame) => void)[]} */
  #listeners = [];
  /** @type {(() => void)[]} */
  #waiting = [];
  /** @type {number | null} */
  #lastAt = null;
  #request = 0;
  #timer = 0;

  start() {
    document.addEventListener("visibilitychange", () => this.#schedule());
    this.#schedule();
  }

  /**
   * Has it rendered soon, once, however often it is touched before.
   * @param {Renderable} item
   */
  touch(item) {
    this.#touched.add(item);
  }

  /**
   * Has it rendered no more.
   * @param {Renderable} item
   */
  forget(item) {
    this.#touched.delete(item);
  }

  /**
   * Calls the listener each frame, before anything is rendered.
   * @param {(frame: Frame) => void} listener
   */
  onFrame(listener) {
    this.#listeners.push(listener);
  }

  /** @returns {Promise<void>} resolves in the next frame */
  nextFrame() {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #schedule() {
    cancelAnimationFrame(this.#request);
    clearTimeout(this.#timer);
    if (document.hidden) {
      this.#lastAt = null;
      this.#timer = setTimeout(() => this.#run(), HIDDEN_PERIOD_MS);
    } else {
      this.#request = requestAnimationFrame(() => this.#run());
    }
  }

  #run() {
    this.#schedule();
    const now = performance.now();
    const hasTime = () => performance.now() - now < BUDGET_MS;
    const gapMs = this.#lastAt === null ? null : now - this.#lastAt;
    this.#lastAt = document.hidden ? null : now;
    for (const resolve of this.#waiting.splice(0)) {
      resolve();
    }
    for (const listener of this.#listeners) {
      listener({ now, gapMs, hasTime });
    }
    for (const item of this.#touched) {
      if (!hasTime()) {
        break;
      }
      this.#touched.delete(item);
      item.render();
    }
  }
}
