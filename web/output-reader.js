import { label } from "./errors.js";

/** @import { TaskRef } from "./errors.js" */
/** @import { Post } from "./protocol.js" */

/**
 * The page's end of a task's outputs: a ReadableStream whose queue is the buffer, and an async iterator over it.
 *
 * Invariant: credit out + outputs buffered ≤ capacity, so a slow reader holds the task back. With capacity 0 the task
 * gets one credit while a reader waits. A waiting reader always has its credit out; the rest is batched.
 *
 * @param {TaskRef} task
 * @param {number} capacity
 * @param {Post} post
 * @param {(reason: unknown) => void} cancel  cancels the task
 */
export function outputReader(task, capacity, post, cancel) {
  const window = capacity || 1;
  /** How many outputs the worker may still send. */
  let credit = capacity;
  /**
   * Whether nothing can be read any more: the end was told, or the reader left. Then outputs are dropped, and credited
   * at once so that clean-up does not block.
   */
  let over = false;
  let iterated = false;
  let ended = false;
  /** @type {unknown} why it ended; undefined if it succeeded */
  let error;
  /** @type {ReadableStreamDefaultController} */
  let controller;

  const buffered = () => (over ? 0 : capacity - (controller.desiredSize ?? 0));

  /** @param {number} room  how much credit may be out, as things are */
  const giveCredit = (room) => {
    const count = room - credit;
    if (!ended && count > 0 && (room === window || count * 2 >= capacity)) {
      credit = room;
      post("credit", { count });
    }
  };

  /** The buffer must be empty first: a stream that fails drops what it has. */
  const tellEnd = () => {
    if (!over && buffered() === 0) {
      over = true;
      if (error) {
        controller.error(error);
      } else {
        controller.close();
      }
    }
  };

  const stream = new ReadableStream(
    {
      start(it) {
        controller = it;
      },
      // Called after each read, and while one waits; with capacity 0 only then.
      pull() {
        if (ended) {
          tellEnd();
        } else {
          giveCredit(window - buffered());
        }
      },
      cancel(reason = "the reader stopped") {
        over = true;
        giveCredit(window);
        cancel(reason);
      },
    },
    { highWaterMark: capacity },
  );

  return {
    /**
     * @returns {ReadableStream<any>} the same each time
     * @throws {TypeError} if it is being iterated
     */
    stream() {
      if (iterated) {
        throw new TypeError(`${label(task)} has a reader already`);
      }
      return stream;
    },

    /** How many outputs wait for the reader. */
    size: buffered,

    /**
     * @returns {AsyncIterableIterator<any>}
     * @throws {TypeError} if the stream is locked: there is a reader already
     */
    iterate() {
      const reader = stream.getReader();
      iterated = true;
      return {
        next: () => reader.read(),
        async return() {
          // After a failure there is nothing left to cancel.
          await reader.cancel().catch(() => {});
          return { done: true, value: undefined };
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },

    /** @param {unknown[]} values */
    push(values) {
      for (const value of values) {
        // One by one: enqueue may pull.
        credit--;
        if (!over) {
          controller.enqueue(value);
        }
      }
      if (over) {
        giveCredit(window);
      }
    },

    /**
     * The task has ended. What is buffered can still be read; after it comes the end, or the error.
     * @param {unknown} why  undefined if it succeeded
     */
    end(why) {
      ended = true;
      error = why;
      tellEnd();
    },
  };
}
