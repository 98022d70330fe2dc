import { TaskHolder } from "../../web/index.js";
import { goodWorker } from "./faults.js";
import { nextTask, show, until } from "./support.js";

/** @import { Task } from "../../web/index.js" */
/** @import { Fault, World } from "./faults.js" */

const LONG_MILLIS = 1e9;
/** Far longer than any fault takes to be found: what has not settled by then never will. */
const NEVER_MILLIS = 25_000;
/** Turns of the page's event loop that promises get to settle in, once the fault is found. */
const TURNS = 5;
/** Long enough for a worker to break meanwhile. */
const BUSY_MILLIS = 100;
/** What the promises have on the clock, from when the fault is found. */
const LIMIT_MILLIS = 1000;
const SENDS = 1000;

/**
 * Spawns what a promise of each kind needs, a task of its own.
 * @param {Awaited<ReturnType<typeof openWorld>>} open
 * @returns {Promise<() => Record<string, Promise<unknown>>>} asks for them; by name
 */
async function prepareEverything({ spawn, spawnCleaner, ready }) {
  const [asked, read, streamed, paused] = [spawn(), spawn(), spawn(), spawn()];
  const cancelled = spawnCleaner();
  const requested = spawn({ inputCapacity: 0 });
  const sender = spawn({ inputCapacity: 1 });
  await ready();
  return () => {
    /** @type {Record<string, Promise<unknown>>} */
    const promises = {
      result: asked.result,
      reader: read[Symbol.asyncIterator]().next(),
      stream: streamed.output.getReader().read(),
      request: requested.request("question"),
      pause: paused.pause(),
      "pause by another": paused.pause("another"),
      resume: paused.resume("another"),
      "result of the paused": paused.result,
      cancel: cancelled.cancel("meanwhile"),
    };
    for (let i = 0; i < SENDS; i++) {
      promises[`send ${i}`] = sender.send(i);
    }
    return promises;
  };
}

/**
 * Notes when the page can know that something is wrong with the worker, or with a task in it: before the client hears of it.
 * @param {Worker} worker
 * @param {World} world
 */
function watch(worker, world) {
  const found = () => {
    if (world.worker === worker) {
      world.foundAt ??= performance.now();
    }
  };
  for (const type of ["error", "messageerror"]) {
    worker.addEventListener(type, found);
  }
  worker.addEventListener("message", ({ data }) => {
    if (data.some?.((/** @type {any} */ { type }) => type === "fault" || type === "outcome")) {
      found();
    }
  });
  // A kill, or a time-out.
  const { terminate } = worker;
  worker.terminate = () => {
    found();
    terminate.call(worker);
  };
}

/**
 * A holder in which the fault is about to happen.
 * @param {Fault} fault
 * @param {number} startTimeoutMs
 */
async function openWorld({ worker: faulty, isOfStart, body, settings }, startTimeoutMs) {
  let make = isOfStart ? goodWorker : faulty;
  /** @type {any} */
  const world = { tasks: [] };
  const worker = () => {
    world.foundAt = performance.now(); // if there is none
    world.worker = make();
    world.foundAt = undefined;
    watch(world.worker, world);
    return world.worker;
  };
  world.holder = await TaskHolder.open({ worker, startTimeoutMs, killAfterMs: LONG_MILLIS, ...settings });
  /** @param {string} name @param {unknown} input @param {object} [options] */
  const add = (name, input, options) => {
    const [ownName, ownInput, ownOptions] = body ?? [name, input];
    const task = world.holder.spawn(ownName, ownInput, { ...ownOptions, ...options });
    world.tasks.push(task);
    return task;
  };
  return {
    /** @type {World} */
    world,

    /** Makes the worker of the fault, unless it is there already. */
    begin() {
      if (isOfStart) {
        world.holder.spawn("sleeper", { millis: LONG_MILLIS }).terminate();
        make = faulty;
      }
      world.neighbour = world.holder.spawn("sleeper", { millis: LONG_MILLIS });
    },

    /** A task that does nothing. @param {object} [options] @returns {Task} */
    spawn: (options) => add("sleeper", { millis: LONG_MILLIS }, options),

    /** One that cleans up for ever when it is cancelled. @returns {Task} */
    spawnCleaner: () => add("cleaner", { cleanupMillis: LONG_MILLIS }),

    /** Waits until the tasks have begun, if they will. */
    async ready() {
      if (!isOfStart && !body) {
        /** @param {Task} task */
        const hasBegun = ({ name, buffered, state }) => (name === "cleaner" ? buffered === 1 : state === "running");
        await until(() => world.tasks.every(hasBegun));
      }
    },

    /** The next worker is a good one. */
    heal() {
      make = goodWorker;
    },
  };
}

/**
 * Lets everything wait that can wait, brings the fault about, and looks at what became of it.
 * @param {Fault} fault
 * @param {string} code  of the error that it is
 * @param {string} next  what comes of the next spawn: `works`, or a code
 * @param {number} startTimeoutMs
 * @returns {Promise<string[]>} what is not as it should be; empty if all is well
 */
export async function suffer(fault, code, next, startTimeoutMs) {
  const open = await openWorld(fault, startTimeoutMs);
  const closing = await openWorld(fault, startTimeoutMs);
  open.begin();
  closing.begin();
  const toClose = closing.spawnCleaner();
  await closing.ready();
  const ask = await prepareEverything(open);
  const strike = () => {
    for (const { world } of [open, closing]) {
      fault.strike(world);
    }
  };
  if (fault.comesFirst) {
    strike();
    keepBusy();
  }
  const promises = ask();
  const ofClosing = { close: closing.world.holder.close(), "result while closing": toClose.result };

  /** @type {Record<string, [what: string, at: number]>} */
  const settled = {};
  for (const [name, promise] of Object.entries({ ...promises, ...ofClosing })) {
    settled[name] = ["pending", 0];
    /** @param {string} what */
    const settle = (what) => {
      settled[name] = [what, performance.now()];
    };
    promise.then(
      (value) => settle(show(value)),
      (error) => settle(error.code ?? `${error}`),
    );
  }
  if (!fault.comesFirst) {
    strike();
  }
  await foundOut([...open.world.tasks, ...closing.world.tasks, closing.world.neighbour]);
  for (let i = 0; i < TURNS; i++) {
    await nextTask();
  }
  /** @type {Record<string, string>} */
  const seen = {};
  for (const [name, [what, at]] of Object.entries(settled)) {
    const { foundAt = -LIMIT_MILLIS } = (name in ofClosing ? closing : open).world;
    const ms = Math.round(at - foundAt);
    seen[name] = ms < LIMIT_MILLIS ? what : `${what} ${ms} ms after the fault was found`;
  }

  open.heal();
  seen["next spawn"] = await open.world.holder.spawn("sleeper", { millis: 0 }).result.then(
    () => "works",
    (error) => error.code,
  );
  try {
    closing.world.holder.spawn("sleeper", { millis: 0 });
  } catch (/** @type {any} */ error) {
    seen["spawn after close"] = error.code;
  }
  open.world.holder.tasks[0]?.terminate();
  await open.world.holder.close();
  return flawsOf(seen, { ...expected(code), "next spawn": new RegExp(`^${next}$`) });
}

/** Lets the workers go on while the page does not. */
function keepBusy() {
  for (const end = performance.now() + BUSY_MILLIS; performance.now() < end; );
}

/** Waits until the fault has ended all tasks; at most so long. @param {Task[]} tasks */
async function foundOut(tasks) {
  let timer;
  const never = new Promise((resolve) => {
    timer = setTimeout(resolve, NEVER_MILLIS);
  });
  await Promise.race([never, Promise.all(tasks.map((task) => task.result.catch(() => {})))]);
  clearTimeout(timer);
}

/** What each promise has to come to: an outcome, or several that are right. @param {string} code @returns {Record<string, RegExp>} */
const expected = (code) => {
  const ended = new RegExp(`^${code}$`);
  return {
    result: ended,
    reader: ended,
    stream: ended,
    request: /^TASK_ENDED$/,
    "result of the paused": ended,
    close: /^undefined$/,
    // The end of what was cancelled may have been on its way; or it is what had to be killed.
    "result while closing": new RegExp(`^${code}$|^CANCELLED$|^TERMINATED$`),
    "spawn after close": /^LOAD_FAILED$/,
    "send 0": /^TASK_ENDED$|^undefined$/,
    send: /^TASK_ENDED$/,
    // A late command is no error.
    pause: /^{"applied": .*}$/,
    resume: /^{"applied": .*}$/,
    cancel: /^{"applied": .*}$/,
  };
};

/** @param {Record<string, string>} seen @param {Record<string, RegExp>} right */
function flawsOf(seen, right) {
  return Object.entries(seen)
    .filter(([name, what]) => !(right[name] ?? right[/** @type {string} */ (name.split(" ")[0])])?.test(what))
    .map(([name, what]) => `${name}: ${what}`);
}
