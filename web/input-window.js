import { label, TaskEndedError } from "./errors.js";
import { read, SEND } from "./options.js";
import { encode } from "./plain-data.js";

/** @import { TaskRef } from "./errors.js" */
/** @import { SendOptions } from "./options.js" */
/** @import { Encoded } from "./plain-data.js" */
/** @import { Accepted, Plain, Post } from "./protocol.js" */

/**
 * A message on its way; a trySend has nobody to tell.
 * @typedef {Encoded & { request: number, resolve?: () => void, reject?: (reason: unknown) => void }} Send
 */

/**
 * The page's end of a task's inbox. At most `max(1, capacity)` messages are posted and not yet credited back,
 * so what is posted always finds room; the others wait here, in order.
 *
 *   send ──► waiting ──window──► posted ──accepted──► in the inbox ──credit──► taken by the task
 *
 * @param {TaskRef} task
 * @param {number} capacity
 * @param {Post} post
 * @param {boolean} restartable  keep what is on its way, so that it can go to a second worker
 */
export function inputWindow(task, capacity, post, restartable) {
  /** Those not accepted yet, oldest first. @type {Send[]} */
  const sends = [];
  /** How many of them are posted; the others wait. */
  let posted = 0;
  /** How many are posted and not yet credited. */
  let uncredited = 0;
  /** Why nothing more is taken; empty while it is. */
  let closed = "";
  /** Whether the task must be told of the end of its input once nothing waits. */
  let closing = false;
  /** Whether the page has closed it. */
  let closedHere = false;

  const fill = () => {
    while (posted < sends.length && uncredited < (capacity || 1)) {
      const { value, buffers, request } = /** @type {Send} */ (sends[posted++]);
      uncredited++;
      post("send", { request, messages: [value] }, restartable ? [] : buffers);
    }
    if (closing && posted === sends.length) {
      closing = false;
      post("closeInput", {});
    }
  };

  /** @param {Send} send */
  const add = (send) => {
    sends.push(send);
    fill();
  };

  const ended = () => new TaskEndedError(`${label(task)} ${closed}`, task);

  /**
   * Takes no more, and gives up those from an index on.
   * @param {string} why
   * @param {number} from
   */
  const stop = (why, from) => {
    closed = why;
    closing = false;
    for (const { reject } of sends.splice(from)) {
      reject?.(ended());
    }
  };

  return {
    /** How many sends are not accepted yet. */
    size: () => sends.length,

    /**
     * @param {Plain} message
     * @param {SendOptions | undefined} options
     * @param {number} request  its number, if it wants a reply; else 0
     * @returns {Promise<void>} resolves when the inbox has it
     */
    send(message, options, request) {
      const transfer = options && read(options, SEND).transfer;
      // What throws in here rejects. A refused message detaches nothing.
      return new Promise((resolve, reject) => {
        if (closed) {
          throw ended();
        }
        add({ ...encode(message, "message", task, transfer), request, resolve, reject });
      });
    },

    /**
     * @param {Plain} message
     * @param {SendOptions | undefined} options
     * @returns {boolean} whether it was sent
     */
    trySend(message, options) {
      const transfer = options && read(options, SEND).transfer;
      const room = !closed && posted === sends.length && uncredited < capacity;
      if (room) {
        add({ ...encode(message, "message", task, transfer), request: 0 });
      }
      return room;
    },

    /**
     * Takes the worker's word.
     * @param {Accepted} message
     */
    accepted({ count, credit }) {
      uncredited -= credit;
      // Once for all that were accepted: many may wait behind them.
      for (const { resolve } of sends.splice(0, Math.min(count, posted))) {
        posted--;
        resolve?.();
      }
      fill();
    },

    /** No more sends; those waiting still get in, and the end after them. */
    close() {
      if (!closed) {
        closed = "had its input closed";
        closing = closedHere = true;
        fill();
      }
    },

    /**
     * The task goes on in a new worker: what the lost one had not accepted goes there, in order, and the end after it.
     * @returns {{ requests: Set<number>, undelivered: number }} the numbers of the requests among them; how many messages
     *   were accepted and not taken by the task: they are lost
     */
    restart() {
      const undelivered = Math.max(0, uncredited - posted);
      const requests = new Set(sends.map(({ request }) => request));
      posted = uncredited = 0;
      closing = closedHere;
      fill();
      return { requests, undelivered };
    },

    /** The task is being cancelled: what was not posted never will be. */
    cancel: () => stop("is cancelled", posted),

    /** The task has ended: what was not accepted never will be. */
    end: () => stop("has ended", 0),
  };
}
