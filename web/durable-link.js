import { within } from "./patience.js";
import { deliver } from "./task.js";
import { hasEnded } from "./task-life.js";

/** @import { Task } from "./task.js" */
/** @import { TaskLink } from "./task-life.js" */

/** What is loaded for it is smaller than what the worker loads meanwhile. */
const LOAD_LIMIT_MS = 10_000;

/**
 * The way of a durable task to its worker. What the task posts waits here until it is known whether an earlier page has left
 * a point to go on from; a cancel ends it at once. The code that looks is loaded with the first such task.
 *
 * @param {TaskLink} link
 * @param {string} key
 * @param {(text: string) => void} warn
 */
export function durableLink(link, key, warn) {
  /** @type {Parameters<TaskLink["post"]>[]} */
  let waiting = [];
  /** @type {Task} */
  let held;

  /** @type {TaskLink} */
  const gate = {
    ...link,

    post(...posted) {
      const [message] = posted;
      if (message.type === "spawn") {
        waiting = []; // it is spawned again before it was spawned
      } else if (message.type === "cancel") {
        // No worker has it, so none will say that it has ended. Its caller first shows that it is asked for.
        const { task, reason } = message;
        queueMicrotask(
          () => hasEnded(held.state) || deliver(held, { type: "outcome", task, outcome: "cancelled", reason }),
        );
      }
      waiting.push(posted);
    },

    /** Never rejects. */
    async open(task) {
      held = task;
      try {
        const { keep } = await within(LOAD_LIMIT_MS, import("./durable.js"));
        const fields = await keep(task, key, gate, warn);
        Object.assign(waiting[0]?.[0] ?? {}, fields);
      } catch (error) {
        warn(`durable: ${error}`);
      }
      Object.assign(gate, { post: link.post, open: undefined });
      for (const posted of waiting.splice(0)) {
        hasEnded(task.state) || link.post(...posted);
      }
    },
  };
  return gate;
}
