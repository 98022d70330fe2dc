import { tooLate } from "./task-life.js";

/** @import { Post, WireAnswer } from "./protocol.js" */
/** @import { Answer } from "./task-life.js" */

/**
 * The pauses and resumes of one task that the worker has not answered yet.
 * @param {Post} post
 */
export function commands(post) {
  let last = 0;
  /** @type {Map<number, { type: "pause" | "resume", hold: string, resolve: (answer: Answer) => void }>} */
  const asked = new Map();

  return {
    size: () => asked.size,

    /**
     * @param {"pause" | "resume"} type
     * @param {string} hold
     * @returns {Promise<Answer>}
     */
    ask: (type, hold) =>
      new Promise((resolve) => {
        asked.set(++last, { type, hold, resolve });
        post(type, { hold, command: last });
      }),

    /**
     * @param {WireAnswer | undefined} answer  undefined if the worker answers nothing
     * @param {string[]} heldBy
     */
    answer(answer, heldBy) {
      if (answer) {
        const { command, ...rest } = answer;
        asked.get(command)?.resolve({ ...rest, heldBy });
        asked.delete(command);
      }
    },

    /**
     * A new worker has taken the task over, and knows of none.
     * @param {string[]} holds  what the lost one had told
     */
    restart(holds) {
      const again = [...asked];
      for (const hold of holds) {
        post("pause", { hold, command: ++last });
      }
      for (const [command, { type, hold }] of again) {
        post(type, { hold, command });
      }
    },

    /** The task has ended: it came too late for them. */
    end() {
      for (const { resolve } of asked.values()) {
        resolve(tooLate("ended"));
      }
    },
  };
}
