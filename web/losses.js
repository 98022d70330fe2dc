/** So many losses within the window, and no worker is started any more. */
const MOST = 8;
const WINDOW_MS = 60_000;
const FIRST_DELAY_MS = 100;

/**
 * How often a worker was lost, or did not start, by itself: what was terminated on purpose does not count. The first one is
 * replaced at once; those after it within a minute after 100, 200, 400, 800, 1600 and 3200 ms; the eighth is not replaced.
 */
export function losses() {
  /** @type {number[]} when, oldest first */
  let times = [];
  /** @type {Error | undefined} */
  let last;

  return {
    /** @param {Error} error */
    add(error) {
      const now = performance.now();
      times = times.filter((time) => time > now - WINDOW_MS);
      times.push(now);
      last = error;
    },

    /** How long from now the next worker has to wait, in milliseconds. */
    delayMs() {
      const pause = times.length > 1 ? FIRST_DELAY_MS * 2 ** (times.length - 2) : 0;
      return Math.max(0, pause && (times.at(-1) ?? 0) + pause - performance.now());
    },

    /** Why no worker is started any more; undefined while one is. */
    verdict: () =>
      times.length < MOST
        ? undefined
        : { message: `gave up: ${MOST} workers lost within a minute; restart() tries again (${last?.message})`, last },

    /** Begins anew. */
    forget() {
      times = [];
    },
  };
}
