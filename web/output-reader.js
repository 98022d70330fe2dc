import { label } from "./errors.js";

/** @import { TaskRef } from "./errors.js" */
/** @import { Post } from "./protocol.js" */

/**
 * The page's end of a task's outputs: the buffer, an async iterator over it, and a ReadableStream for whoever asks for one.
 *
 * Invariant: credit out + outputs buffered ≤ capacity, so a slow reader holds the task back. Credit goes back when it is
 * half the capacity; so a reader that waits always has some out. With capacity 0 the task gets one while a reader waits.
 *
 * @param {TaskRef} task
 * @param {number} capacity
 * @param {Post} post
 * @param {(reason: unknown) => void} cancel  cancels the task
 */
export function outputReader(task, capacity, post, cancel) {
  /** How many outputs the worker may still send. */
  let credit = capacity;
  /** The number of the next output of this run, counted from 0 through all of them. */
  let next = 0;
  /** Of the next that was never here. */
  let fresh = 0;
  /** Of the first after the last save. */
  let marked = 0;
  /** What is buffered, from the index `head` on. @type {unknown[]} */
  const queue = [];
  let head = 0;
  /** Reads that wait for an output. @type {{ resolve: (it: any) => void, reject: (reason: unknown) => void }[]} */
  const waiting = [];
  /** Whether the reader left. Then outputs are dropped, and credited at once so that clean-up does not block. */
  let left = false;
  let iterated = false;
  let ended = false;
  /** @type {unknown} why it ended; undefined if it succeeded */
  let error;
  /** @type {ReadableStream | undefined} */
  let stream;
  /** @type {ReadableStreamDefaultController | undefined} */
  let controller;
  /** Whether a read of the stream is under way. */
  let pulling = false;

  const queued = () => queue.length - head;

  /** With what a read that was given up has left in the stream. */
  const buffered = () => queued() - (controller?.desiredSize || 0);

  const giveCredit = () => {
    const count = (capacity || (left || waiting[0] ? 1 : 0)) - buffered() - credit;
    if (!ended && count > 0 && count * 2 >= capacity) {
      credit += count;
      post("credit", { count });
    }
  };

  /** @returns {Promise<IteratorResult<any>>} */
  const read = () =>
    new Promise((resolve, reject) => {
      if (queued()) {
        const value = queue[head];
        queue[head++] = undefined;
        // Now and then, because it moves all that is behind.
        if (!queued() || head > capacity) {
          queue.splice(0, head);
          head = 0;
        }
        resolve({ done: false, value });
      } else if (ended || left) {
        tellEnd({ resolve, reject });
      } else {
        waiting.push({ resolve, reject });
      }
      giveCredit();
    });

  /** @param {typeof waiting[0]} it  a read */
  const tellEnd = ({ resolve, reject }) => {
    if (error && !left) {
      reject(error);
    } else {
      resolve({ done: true, value: undefined });
    }
  };

  const leave = (reason = "the reader stopped") => {
    left = true;
    queue.length = head = 0;
    waiting.splice(0).forEach(tellEnd);
    giveCredit();
    cancel(reason);
  };

  /** @throws {TypeError} */
  const claim = () => {
    if (iterated) {
      throw new TypeError(`${label(task)} has a reader already`);
    }
  };

  /**
   * At the end, though nobody may be reading. What a read is about to bring comes before, and so does what lies in the
   * stream: an error would throw it away, and the read after it brings the error.
   */
  const closeStream = () => {
    if (ended && !left && !pulling && !queued()) {
      if (!error) {
        controller?.close();
      } else if (!buffered()) {
        controller?.error(error);
      }
    }
  };

  return {
    /**
     * @returns {ReadableStream<any>} the same each time
     * @throws {TypeError} if it is being iterated
     */
    stream() {
      claim();
      stream ??= new ReadableStream(
        {
          start(it) {
            controller = it;
            closeStream();
          },
          // While a read waits.
          async pull() {
            pulling = true;
            const { done, value } = await read();
            pulling = false;
            if (!done) {
              controller?.enqueue(value);
            }
            closeStream();
          },
          cancel: leave,
        },
        { highWaterMark: 0 },
      );
      return stream;
    },

    /** How many outputs wait for the reader. */
    size: buffered,

    /**
     * @returns {AsyncIterableIterator<any>}
     * @throws {TypeError} if there is a reader already
     */
    iterate() {
      claim();
      // A read of the stream may have been given up, and what it brings lies there.
      const reader = stream?.getReader();
      iterated = true;
      return {
        next: () => (reader ? reader.read() : read()),
        async return() {
          // After a failure there is nothing left to cancel.
          await (reader ? reader.cancel().catch(() => {}) : leave());
          return { done: true, value: undefined };
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },

    /** @param {unknown[]} values */
    push(values) {
      credit -= values.length;
      const known = fresh - next;
      next += values.length;
      fresh = Math.max(fresh, next);
      for (const value of known > 0 ? values.slice(known) : values) {
        const reader = waiting.shift();
        if (reader) {
          reader.resolve({ done: false, value });
        } else if (!left) {
          queue.push(value);
        }
      }
      giveCredit();
    },

    /** The task has saved a point to go on from: the outputs until now come before it. */
    mark() {
      marked = next;
    },

    /**
     * The task goes on in a new worker, from the last save or from the beginning: it emits again what came after, and what
     * has been here is passed over.
     * @returns {{ first: number, credit: number }} the number of its first output; how many it may emit at once
     */
    restart() {
      next = marked;
      credit = Math.max(0, capacity - buffered());
      return { first: next, credit };
    },

    /** To be called when the new worker has the task. */
    giveCredit,

    /**
     * The task has ended. What is buffered can still be read; after it comes the end, or the error.
     * @param {unknown} why  undefined if it succeeded
     */
    end(why) {
      ended = true;
      error = why;
      waiting.splice(0).forEach(tellEnd);
      closeStream();
    },
  };
}
