/** @import { Plain, Saved } from "./protocol.js" */

/**
 * Where a task can go on.
 * @typedef {object} ResumePoint
 * @property {Plain} value  what the task gave to `context.save`
 * @property {number} outputs  how many of its outputs come before it, counted through all its runs, on earlier pages too
 */

/**
 * The point a task saved last, and the count of its outputs: what it takes to run it again so that the reader gets each
 * output once. A run that goes on from a point puts out again what came after it; those that have been here are passed over.
 */
export function resumePoint() {
  /** @type {ResumePoint | undefined} */
  let point;
  /** How many outputs come before this run. */
  let first = 0;
  /** How many there are with those of this run. */
  let next = 0;
  /** How many have been here. */
  let known = 0;

  /** @returns {{ restored?: Plain }} what the message `spawn` of the next run has more than that of the first */
  const again = () => {
    first = next = point?.outputs ?? 0;
    return point ? { restored: point.value } : {};
  };

  return {
    again,

    /** How many outputs come before those of this run. */
    first: () => first,

    /** How many there are, with those of earlier pages. */
    known: () => known,

    /**
     * Takes note of outputs.
     * @param {number} count
     * @returns {number} how many of them, from the first on, have been here in an earlier run
     */
    count(count) {
      const passed = Math.min(count, known - next);
      next += count;
      known = Math.max(known, next);
      return passed;
    },

    /**
     * @param {Pick<Saved, "value" | "outputs">} saved
     * @param {(point: ResumePoint) => void} [told]  is told where the task can go on now
     */
    save({ value, outputs }, told) {
      point = { value, outputs: first + outputs };
      told?.(point);
    },

    /**
     * The first run on this page goes on where one on an earlier page was.
     * @param {ResumePoint} stored
     */
    restore(stored) {
      point = stored;
      known = stored.outputs;
      return again();
    },
  };
}
