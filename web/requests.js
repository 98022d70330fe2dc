import { label, TaskEndedError, TaskFailedError } from "./errors.js";

/** @import { TaskRef } from "./errors.js" */
/** @import { Reply } from "./protocol.js" */

/**
 * The requests of one task that wait for their reply.
 * @param {TaskRef} task
 */
export function requests(task) {
  let last = 0;
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (reason: unknown) => void }>} */
  const waiting = new Map();

  return {
    /**
     * @param {(request: number) => Promise<void>} send  sends it, numbered
     * @returns {Promise<any>} the reply
     */
    request: (send) =>
      new Promise((resolve, reject) => {
        const number = ++last;
        waiting.set(number, { resolve, reject });
        send(number).catch((reason) => {
          waiting.delete(number); // refused: there will be no reply
          reject(reason);
        });
      }),

    /** @param {Reply} message */
    reply({ request, value, error }) {
      const asker = waiting.get(request);
      waiting.delete(request);
      if (error) {
        asker?.reject(new TaskFailedError(error, task));
      } else {
        asker?.resolve(value);
      }
    },

    /** The task has ended: there will be no reply. */
    end() {
      for (const { reject } of waiting.values()) {
        reject(new TaskEndedError(`${label(task)} has ended`, task));
      }
      waiting.clear();
    },
  };
}
