import { wait } from "./patience.js";

/**
 * Finds out whether a worker still answers, and costs nothing while nothing can run in it.
 *
 *   quiet ──something sent · the worker woke up──► watched ──no word for stuckAfterMs──► unresponsive
 *     ▲                                              │  ▲                                     │
 *     └──it says that nothing is left to run─────────┘  └──────────────any word───────────────┘
 *
 * While it is watched it is asked every half of `stuckAfterMs`. It answers by a `pulse` that says whether anything is left
 * to run. If not, and nothing was sent meanwhile, there is no timer and no message until something is sent; when a timer or
 * a promise brings the worker to life, it says so before it runs a task.
 *
 * @param {number} stuckAfterMs  0: never
 * @param {() => void} ask  posts the question
 * @param {(type: "unresponsive" | "responsive", silentMs: number) => void} tell
 */
export function heartbeat(stuckAfterMs, ask, tell) {
  /** @type {(() => void) | undefined} set while a timer is armed */
  let stop;
  /** How many times the timer came since the question that has no answer; −1: there is none. */
  let missed = -1;
  /** Whether anything was sent since the last question. */
  let sent = false;
  let unresponsive = false;
  let heardAt = 0;

  const watch = () => {
    if (stuckAfterMs && !unresponsive) {
      stop ??= wait(stuckAfterMs / 2, tick);
    }
  };

  /** @param {boolean} late  the page slept, and perhaps the worker */
  const tick = (late) => {
    stop = undefined;
    if (late || missed < 0) {
      if (late) {
        heardAt = performance.now();
      }
      missed = 0;
      sent = false;
      ask();
    } else if (++missed === 2) {
      unresponsive = true;
      tell("unresponsive", performance.now() - heardAt);
    }
    watch();
  };

  const close = () => {
    stop?.();
    stop = undefined;
  };

  return {
    /** Something was sent, which may bring tasks to life. */
    sent() {
      sent = true;
      if (!stop && !unresponsive) {
        heardAt = performance.now();
        watch();
      }
    },

    /** A batch has come. */
    heard() {
      const silentMs = performance.now() - heardAt;
      heardAt += silentMs;
      missed = -1;
      if (unresponsive) {
        unresponsive = false;
        watch();
        tell("responsive", silentMs);
      }
    },

    /** @param {boolean} idle  whether nothing was left to run */
    pulse(idle) {
      if (idle && !sent) {
        close();
      } else {
        watch();
      }
    },

    /** No timer is left behind. */
    close,
  };
}
