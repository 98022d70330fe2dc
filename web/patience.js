/** How late a timer may be, in milliseconds, at most: more than a busy page needs, less than a page sleeps. */
const LATE_MS = 1000;
/** And at least. */
const JITTER_MS = 50;

/**
 * Waits for a worker. A page that was in the back/forward cache or on a sleeping computer finds its timers overdue, though
 * its worker slept as well; in a hidden tab timers are held up while the worker runs on. So the action is told whether
 * the timer came so late that the time does not count.
 * @param {number} ms
 * @param {(late: boolean) => void} action
 * @returns {() => void} stops waiting
 */
export function wait(ms, action) {
  const due = performance.now() + ms;
  const allowed = Math.min(Math.max(ms, JITTER_MS), LATE_MS);
  const timer = setTimeout(() => action(performance.now() - due > allowed), ms);
  return () => clearTimeout(timer);
}

/**
 * The same for something that has to be done in the end: if the timer is late, all the time is given once more.
 * @param {number} ms
 * @param {() => void} action
 * @returns {() => void} stops waiting
 */
export function waitTwiceIfLate(ms, action) {
  let stop = wait(ms, (late) => {
    if (late) {
      stop = wait(ms, action);
    } else {
      action();
    }
  });
  return () => stop();
}

/**
 * What a promise comes to, if that takes no longer.
 * @template T
 * @param {number} ms
 * @param {Promise<T>} promise
 * @returns {Promise<T>} rejects when the time is over; that is twice as much if the page slept
 */
export const within = (ms, promise) =>
  new Promise((resolve, reject) => {
    const stop = waitTwiceIfLate(ms, () => reject(Error("no answer")));
    promise.then(resolve, reject).then(stop);
  });
