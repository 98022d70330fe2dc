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
 * @param {(reason: unknown) => unknown} cancel  cancels the task
 * @param {(outputs: number) => void} [asked]  told when the reader asks for the next one, or gets the end: it has done with so
 *   many; Infinity: it has left
 */
export function outputReader(task, capacity, post, cancel, asked) {
  /** How many outputs the worker may still send. */
  let credit = capacity;
  /** What is buffered, from the index `head` on. @type {unknown[]} */
  const queue = [];
  let head = 0;
  /** How many the reader was given. */
  let given = 0;
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
      asked?.(given);
      if (queued()) {
        given++;
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
    asked?.(given);
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
    asked?.(Infinity);
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
   * stream: an error would throw it away, and the read after it brings the error. Nobody asks here for the end of a stream.
   */
  const closeStream = () => {
    if (controller && ended && !left && !pulling && !queued() && !(error && buffered())) {
      error ? controller.error(error) : controller.close();
      asked?.(given);
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

    /**
     * @param {unknown[]} values
     * @param {number} known  how many of them, from the first on, have been here before, and are passed over
     */
    push(values, known) {
      credit -= values.length;
      for (const value of known > 0 ? values.slice(known) : values) {
        const reader = waiting.shift();
        if (reader) {
          given++;
          reader.resolve({ done: false, value });
        } else if (!left) {
          queue.push(value);
        }
      }
      giveCredit();
    },

    /**
     * The task goes on in a new worker, which knows nothing of credit.
     * @returns {number} how many outputs it may emit at once
     */
    restart() {
      credit = Math.max(0, capacity - buffered());
      return credit;
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
