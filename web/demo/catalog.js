/**
 * The tasks of the bundled module that the page offers, with their inputs and defaults.
 *
 * @typedef {object} InputField
 * @property {string} name  the key in the task's input
 * @property {string} label
 * @property {string | number} value  the default; its type is the field's
 * @property {number} [min]  of a number; 0 by default
 * @property {number} [max]  of a number; the largest 32-bit integer by default
 * @property {string} [hint]
 *
 * @typedef {{ summary: string, fields: InputField[], readsInbox?: boolean }} TaskKind
 */

/** @type {Record<string, TaskKind>} */
export const CATALOG = {
  ticker: {
    summary: "Puts out a text once a period.",
    fields: [
      { name: "text", label: "Text", value: "hello" },
      { name: "periodMillis", label: "Period (ms)", value: 1000 },
      { name: "count", label: "Ticks", value: 0, hint: "0: until cancelled" },
    ],
  },
  echo: {
    summary: "Sends every message back, until its input is closed.",
    fields: [],
    readsInbox: true,
  },
  stream: {
    summary: "Puts out numbers, or blocks of bytes, as fast as the page reads them. Goes on when the page is reloaded.",
    fields: [
      { name: "count", label: "Outputs", value: 10_000 },
      { name: "bytes", label: "Bytes each", value: 0, max: 1_000_000, hint: "0: numbers instead" },
    ],
  },
  sleeper: {
    summary: "Sleeps. While it is paused its clock stands still.",
    fields: [{ name: "millis", label: "Sleep (ms)", value: 10_000 }],
  },
  spin: {
    summary: "Computes in a plain nested loop, with no await point written by hand.",
    fields: [{ name: "iterations", label: "Iterations (× 1000)", value: 1_000_000 }],
  },
  primes: {
    summary: "Puts out each prime it finds. Goes on when the page is reloaded.",
    fields: [{ name: "below", label: "Below", value: 1_000_000 }],
  },
  tree: {
    summary: "Forks children that fork children; the leaves sleep.",
    fields: [
      { name: "depth", label: "Depth", value: 2, max: 10 },
      { name: "width", label: "Width", value: 3, max: 1000 },
      { name: "millis", label: "Leaves sleep (ms)", value: 5000 },
    ],
  },
  mandelbrot: {
    summary:
      "Draws the Mandelbrot set: puts out one row of pixels after the other, as bytes. Goes on when the page is reloaded.",
    fields: [
      { name: "width", label: "Width", value: 640, min: 1, max: 16_384 },
      { name: "height", label: "Height", value: 400, min: 1, max: 16_384 },
      { name: "maxIterations", label: "Iterations at most", value: 1000 },
    ],
  },
  thrower: {
    summary: "Throws an IllegalStateException.",
    fields: [
      { name: "message", label: "Message", value: "boom" },
      { name: "afterMillis", label: "After (ms)", value: 0 },
    ],
  },
  cleaner: {
    summary: "Waits to be cancelled, and then cleans up in a finally that sleeps.",
    fields: [{ name: "cleanupMillis", label: "Clean-up (ms)", value: 50 }],
  },
  stuck: {
    summary:
      "Gives nobody a turn, so that its worker stops answering. Five seconds after a cancel the worker is terminated; what is restartable goes on in another.",
    fields: [
      { name: "millis", label: "For (ms)", value: 0, hint: "0: for ever" },
      { name: "afterMillis", label: "After (ms)", value: 0 },
    ],
  },
  trap: {
    summary: "Dies without an exception, and takes the worker along.",
    fields: [{ name: "kind", label: "Of", value: "stack", hint: "stack or memory" }],
  },
};

/**
 * Whether a task listens to messages from the page.
 * @param {string} name
 */
export const readsInbox = (name) => CATALOG[name]?.readsInbox ?? false;
