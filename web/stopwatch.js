/** @import { State } from "./protocol.js" */
import { hasEnded } from "./task-life.js";

/** Measures one task by the page's clock, from now until it has ended. */
export function stopwatch() {
  const bornAt = performance.now();
  let changedAt = bornAt;
  let active = 0;

  /** @param {State} state */
  const activeMs = (state) => active + (state === "running" ? performance.now() - changedAt : 0);

  return {
    /** @param {State} state */
    elapsedMs: (state) => (hasEnded(state) ? changedAt : performance.now()) - bornAt,

    activeMs,

    /** @param {State} state  the one that is left now */
    leave(state) {
      active = activeMs(state);
      changedAt = performance.now();
    },
  };
}
