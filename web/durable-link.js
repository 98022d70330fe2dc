import { deliver } from "./task.js";
import { hasEnded } from "./task-life.js";

/** @import { Task } from "./task.js" */
/** @import { TaskLink } from "./task-life.js" */

/**
 * The way of a durable task to its worker. What the task posts waits here until it is known whether an earlier page has left
 * a point to go on from; a cancel ends it at once. The code that looks is loaded with the first such task.
 *
 * @param {TaskLink} link
 * @param {string} key
 * @param {() => boolean} isClosed  whether the holder is closed
 * @param {(text: string) => void} warn
 */
export function durableLink(link, key, isClosed, warn) {
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
        const { keep } = await import("./durable.js");
        const fields = await keep(task, key, gate, isClosed, warn);
        Object.assign(/** @type {any} */ (waiting)[0][0], fields);
      } catch (error) {
        warn(`durable: the task runs without: ${error}`);
      }
      gate.post = link.post;
      gate.open = undefined;
      if (!hasEnded(task.state)) {
        for (const posted of waiting) {
          link.post(...posted);
        }
      }
      waiting = [];
    },
  };
  return gate;
}
