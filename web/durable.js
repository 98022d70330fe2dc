/**
 * Where a durable task stands, kept in the browser: loaded with the first task that is spawned with `durable`.
 *
 * The store holds a point from which no output is lost: it is not written before the reader has done with all outputs
 * that come before it. An output is done with when the reader asks for the next one. For the same reason it is not removed
 * at the end of the task but when the reader comes to it.
 */
import { HOLDER_CLOSED, KeyInUseError, label } from "./errors.js";
import { waitTwiceIfLate } from "./patience.js";
import { pointStore } from "./point-store.js";
import { end, inside } from "./task.js";
import { hasEnded } from "./task-life.js";
import { showRestored } from "./task-view.js";

/** @import { TaskError, TaskRef } from "./errors.js" */
/** @import { Plain } from "./protocol.js" */
/** @import { ResumePoint } from "./resume-point.js" */
/** @import { Task } from "./task.js" */
/** @import { TaskLink } from "./task-life.js" */

/** Twice that long the page before this one, or the task before this one, may take to let go of its key. */
const LOCK_LIMIT_MS = 500;

/** Between two writes. */
const PAUSE_MS = 100;

/** Of what is written; another is not read. */
const VERSION = 1;

/**
 * Takes hold of the key, reads what is kept under it, and keeps what the task saves from now on until it has ended and its
 * outputs are read. What the browser's storage does not do is a warning: the task runs without. If another task has the key,
 * this one ends with KeyInUseError.
 * @param {Task} task
 * @param {string} key
 * @param {TaskLink} link  told of what is saved and read
 * @param {(text: string) => void} warn
 * @returns {Promise<{ restored?: Plain }>}  what the message `spawn` has to say
 */
export async function keep(task, key, link, warn) {
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
  const stored = storedPoint(await get(), task, warn);
  const before = stored?.outputs ?? 0;
  const { saved, read, readUpTo, finish } = writer((it) => put({ version: VERSION, task: task.name, ...it }), before);
  Object.assign(link, { saved, read });
  const ended = async (/** @type {TaskError | undefined} */ error) => {
    const { point, cancel } = inside(task);
    const fate = fateOf(error, cancel);
    const outputs = point.known();
    // If not one of them was taken, nobody reads.
    if (fate === "read out" && task.buffered < outputs - before) {
      await readUpTo(outputs);
    }
    finish();
    if (fate !== "kept") {
      await remove();
    }
    release();
  };
  task.result.then(() => ended(undefined), ended);
  if (!stored || hasEnded(task.state)) {
    return {};
  }
  showRestored(task, stored);
  return inside(task).point.restore(stored);
}

/**
 * What becomes of a point when its task has ended.
 *
 * - `kept`: the task was taken away from its page, or the holder was closed. The next page goes on from it.
 * - `dropped`: the page or the task itself cancelled it, killed or not; or the point is one that the worker cannot read.
 * - `read out`: the task ended by itself. It is written and kept as before until the reader has come to the end, or left.
 *
 * @param {TaskError | undefined} error  undefined if it succeeded
 * @param {{ reason: unknown } | undefined} cancel  the page's own
 * @returns {"kept" | "dropped" | "read out"}
 */
export function fateOf(error, cancel) {
  const { code = "", message, reason, field } = /** @type {any} */ (error ?? {});
  // The holder cancels too: when it closes, and what breaks the protocol.
  const isAsked = cancel && cancel.reason !== HOLDER_CLOSED && !(error && cancel.reason === message);
  if (isAsked || field === "spawn.restored") {
    return "dropped";
  }
  if (reason === HOLDER_CLOSED || /^(WORKER_LOST|TERMINATED|LOAD_FAILED|PROTOCOL)$/.test(code)) {
    return "kept";
  }
  return /^(CANCELLED|TIMEOUT)$/.test(code) ? "dropped" : "read out";
}

/**
 * @param {any} record  undefined if there is none
 * @param {TaskRef} task
 * @param {(text: string) => void} warn
 * @returns {ResumePoint | undefined}
 */
function storedPoint(record, { name }, warn) {
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
  /** How many the reader still has to be done with, and who waits for that. */
  let awaited = Infinity;
  let reached = () => {};

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

    /** @param {number} outputs  how many of this page the reader has done with; Infinity: it has left, and nothing more is written */
    read(outputs) {
      done = before + outputs;
      ended ||= done === Infinity;
      if (done >= awaited) {
        reached();
      } else if (waiting[0]) {
        void write();
      }
    },

    /**
     * @param {number} outputs  with those of earlier pages
     * @returns {Promise<void>} resolves when the reader has done with so many, or has left
     */
    readUpTo: (outputs) =>
      new Promise((resolve) => {
        awaited = outputs;
        reached = resolve;
        if (done >= outputs) {
          resolve();
        }
      }),

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
  const patience = new AbortController();
  const { signal } = patience;
  // In two halves: a page that was busy hears at the same time that the first is over and that it has the lock.
  let stop = waitTwiceIfLate(LOCK_LIMIT_MS, () => {
    stop = waitTwiceIfLate(LOCK_LIMIT_MS, () => patience.abort());
  });
  return new Promise((resolve) => {
    const settle = (/** @type {(() => void) | undefined} */ release) => {
      stop();
      resolve(release);
    };
    const free = () => settle(() => {});
    const held = globalThis.navigator?.locks?.request(
      `taskholder ${key}`,
      { signal },
      () => new Promise((release) => settle(() => release(undefined))),
    );
    if (held) {
      held.catch(() => (signal.aborted ? settle(undefined) : free()));
    } else {
      free();
    }
  });
}
