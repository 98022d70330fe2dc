/**
 * Where a durable task stands, kept in the browser: loaded with the first task that is spawned with `durable`.
 *
 * The store holds a point from which no output is lost: it is not written before the reader has done with all outputs
 * that come before it. An output is done with when the reader asks for the next one.
 */
import { KeyInUseError, label } from "./errors.js";
import { pointStore } from "./point-store.js";
import { end, restore } from "./task.js";
import { hasEnded } from "./task-life.js";
import { showRestored } from "./task-view.js";

/** @import { TaskError, TaskRef } from "./errors.js" */
/** @import { Plain } from "./protocol.js" */
/** @import { ResumePoint } from "./resume-point.js" */
/** @import { Task } from "./task.js" */
/** @import { TaskLink } from "./task-life.js" */

/** How long the page before this one, or the task before this one, may take to let go of its key. */
const LOCK_LIMIT_MS = 1000;

/** Between two writes. */
const PAUSE_MS = 100;

/** Of what is written; another is not read. */
const VERSION = 1;

/**
 * Takes hold of the key, reads what is kept under it, and keeps what the task saves from now on until it has ended. What the
 * browser's storage does not do is a warning: the task runs without. If another task has the key, this one ends with
 * KeyInUseError.
 * @param {Task} task
 * @param {string} key
 * @param {TaskLink} link  told of what is saved and read
 * @param {() => boolean} isClosed  whether the holder is closed
 * @param {(text: string) => void} warn
 * @returns {Promise<{ restored?: Plain }>}  what the message `spawn` has to say
 */
export async function keep(task, key, link, isClosed, warn) {
  const release = await takeLock(key);
  if (!release) {
    const why = `another task, perhaps on another page, has the durable key ${JSON.stringify(key)}`;
    end(task, new KeyInUseError(`${label(task)} cannot start: ${why}`, task));
    return {};
  }
  let warned = false;
  const { get, put, remove } = pointStore(key, (what, error) => {
    if (!warned) {
      warned = true;
      warn(`durable: ${what} failed: ${error}`);
    }
  });
  const point = pointOf(await get(), task, warn);
  const write = (/** @type {ResumePoint} */ it) => put({ version: VERSION, task: task.name, ...it });
  const { saved, read, finish } = writer(write, point?.outputs ?? 0);
  Object.assign(link, { saved, read });
  const ended = async (/** @type {TaskError | undefined} */ error) => {
    finish();
    if (!(isClosed() || isTaken(error))) {
      await remove();
    }
    release();
  };
  task.result.then(() => ended(undefined), ended);
  if (!point || hasEnded(task.state)) {
    return {};
  }
  showRestored(task, point);
  return restore(task, point);
}

/**
 * Whether a task was taken away from its page, not ended by itself or by a cancel: what is kept is left for the next page.
 * @param {TaskError | undefined} error
 */
export const isTaken = (error) => /^(WORKER_LOST|TERMINATED|LOAD_FAILED|PROTOCOL)$/.test(error?.code ?? "");

/**
 * @param {any} record  undefined if there is none
 * @param {TaskRef} task
 * @param {(text: string) => void} warn
 * @returns {ResumePoint | undefined}
 */
function pointOf(record, { name }, warn) {
  if (record === undefined) {
    return undefined;
  }
  const { version, task, value, outputs } = Object(record);
  if (version === VERSION && task === name && Number.isSafeInteger(outputs) && outputs >= 0) {
    return { value, outputs };
  }
  warn(`durable: what is kept under the key is not of this task, or of another version: it begins anew`);
  return undefined;
}

/**
 * Writes points one after the other, with a pause after each.
 * @param {(point: ResumePoint) => Promise<unknown>} put
 * @param {number} before  the outputs of earlier pages
 */
export function writer(put, before) {
  /**
   * Points whose outputs are not all read: the oldest, so that a reader who is always behind gets to one, and the newest.
   * @type {ResumePoint[]}
   */
  const waiting = [];
  let done = before;
  let busy = false;
  let ended = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let wake = () => {};

  /** The newest that can be written. */
  const due = () => {
    const at = waiting.findLastIndex(({ outputs }) => outputs <= done);
    return waiting.splice(0, at + 1).at(-1);
  };

  const write = async () => {
    if (busy) {
      return;
    }
    busy = true;
    for (let point = due(); point && !ended; point = due()) {
      await put(point);
      await new Promise((resolve) => {
        wake = () => resolve(undefined);
        timer = setTimeout(wake, ended ? 0 : PAUSE_MS);
      });
    }
    busy = false;
  };

  return {
    /** @param {ResumePoint} point */
    saved(point) {
      waiting.splice(1, 1, point);
      void write();
    },

    /** @param {number} outputs  how many of this page the reader has done with */
    read(outputs) {
      done = before + outputs;
      if (waiting[0]) {
        void write();
      }
    },

    /** Writes no more. */
    finish() {
      ended = true;
      clearTimeout(timer);
      wake();
    },
  };
}

/**
 * Browsers without locks, and pages that may not use them, have nobody watching over the key.
 * @param {string} key
 * @returns {Promise<(() => void) | undefined>} lets go of it; undefined if somebody else has it
 */
function takeLock(key) {
  const signal = AbortSignal.timeout(LOCK_LIMIT_MS);
  return new Promise((resolve) => {
    const free = () => resolve(() => {});
    const held = globalThis.navigator?.locks?.request(
      `taskholder ${key}`,
      { signal },
      () => new Promise((release) => resolve(() => release(undefined))),
    );
    if (held) {
      held.catch(() => (signal.aborted ? resolve(undefined) : free()));
    } else {
      free();
    }
  });
}
