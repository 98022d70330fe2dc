import { label, TaskEndedError, TaskFailedError, whenRead } from "./errors.js";

/** @import { TaskError, TaskRef } from "./errors.js" */
/** @import { Reply } from "./protocol.js" */

/**
 * The requests of one task that wait for their reply.
 * @param {TaskRef} task
 */
export function requests(task) {
  let last = 0;
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (reason: unknown) => void }>} */
  const waiting = new Map();

  /** @param {number} request */
  const take = (request) => {
    const asker = waiting.get(request);
    waiting.delete(request);
    return asker;
  };

  return {
    /**
     * @param {(request: number) => Promise<void>} send  sends it, numbered
     * @returns {Promise<any>} the reply
     */
    request: (send) =>
      new Promise((resolve, reject) => {
        const number = ++last;
        waiting.set(number, { resolve, reject });
        // Refused: there will be no reply.
        send(number).catch((reason) => take(number)?.reject(reason));
      }),

    /** @param {Reply} message */
    reply({ request, values = [], error }) {
      if (error) {
        const asker = take(request);
        const failure = new TaskFailedError(error, task);
        whenRead(failure, () => asker?.reject(failure));
      } else {
        values.forEach((value, index) => void take(request + index)?.resolve(value));
      }
    },

    /**
     * The worker that should have replied is gone, and the task goes on in another.
     * @param {Set<number>} kept  the requests that it did not have yet
     * @param {TaskError} error
     */
    restart(kept, error) {
      for (const number of [...waiting.keys()]) {
        if (!kept.has(number)) {
          take(number)?.reject(error);
        }
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
