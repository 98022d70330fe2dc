/** @import { Bench, Report } from "./bench.js" */
/** @import { Row } from "./rows.js" */

/**
 * @typedef {object} Group
 * @property {string} name  one word
 * @property {string} title
 * @property {string} about  a sentence or two: what a row of it means
 * @property {() => Promise<(bench: Bench, report: Report) => Promise<Row[]>>} load
 */

/** What the benchmark measures, in this order; one group is at work at a time. @type {Group[]} */
export const GROUPS = [
  {
    name: "yields",
    title: "Yields and switches",
    about:
      "How often in a second a program can give way. A checkpoint lets another task run when the slice of 5 ms is over, and the event loop after it.",
    load: async () => (await import("./yields.js")).measureYields,
  },
  {
    name: "loops",
    title: "Loops",
    about:
      "A run of a kernel: in JavaScript; in Java without checkpoints, its ratio to JavaScript; and with the checkpoints that the compiler adds, its ratio to Java without.",
    load: async () => (await import("./loops.js")).measureLoops,
  },
  {
    name: "pauses",
    title: "Pause",
    about: "From pause() until the page is told that nothing of the task runs any more.",
    load: async () => (await import("./pauses.js")).measurePauses,
  },
  {
    name: "cancels",
    title: "Cancel",
    about: "From cancel() until its promise settles, and until a task spawned after that has run.",
    load: async () => (await import("./cancels.js")).measureCancels,
  },
  {
    name: "messages",
    title: "Messages",
    about:
      "A number there and back, one at a time; many calls at once, each with its answer; and how fast outputs reach a reader. Raw: postMessage for each.",
    load: async () => (await import("./messages.js")).measureMessages,
  },
  {
    name: "bytes",
    title: "Bytes",
    about: "Blocks of bytes there and back, copied and transferred, and from the worker to the page.",
    load: async () => (await import("./bytes.js")).measureBytes,
  },
  {
    name: "start",
    title: "Start and size",
    about:
      "From nothing until the first answer of a new worker; warm: the browser has compiled the module for another worker of this page. And what is loaded for that, gzipped.",
    load: async () => (await import("./start.js")).measureStart,
  },
  {
    name: "tasks",
    title: "Waiting tasks",
    about:
      "What one more waiting task costs, by how many there are: a child forked in the worker, or a task spawned by the page. The time is from the first until all wait, divided by their number.",
    load: async () => (await import("./tasks.js")).measureTasks,
  },
  {
    name: "idle",
    title: "Idle",
    about: "How often in a second a worker wakes up: timers that fire, messages to itself.",
    load: async () => (await import("./idle.js")).measureIdle,
  },
];
