import { formatDuration } from "./format.js";

/** @import { RestartDetail } from "../respawn.js" */
/** @import { SilenceDetail, TaskHolder } from "../task-holder.js" */
/** @import { Task } from "../task.js" */
/** @import { CardList } from "./card-list.js" */
/** @import { LogPane } from "./log-pane.js" */

/**
 * Shows, on the cards and in the log, what becomes of the workers that tasks run in: that one does not answer, answers
 * again, or was lost and its tasks run anew in another.
 * @param {TaskHolder} holder
 * @param {CardList} cards
 * @param {LogPane} log
 */
export function showSupervision(holder, cards, log) {
  holder.addEventListener("unresponsive", (event) => {
    const { epoch, silentMs, tasks } = silence(event);
    log.add("warn", `has not answered for ${formatDuration(silentMs)}`, `worker ${epoch}`);
    for (const task of tasks) {
      cards.recordOf(task)?.note(`its worker has not answered for ${formatDuration(silentMs)}`);
    }
  });
  holder.addEventListener("responsive", (event) => {
    const { epoch, silentMs, tasks } = silence(event);
    log.add("info", `answers again, after ${formatDuration(silentMs)}`, `worker ${epoch}`);
    for (const task of tasks) {
      cards.recordOf(task)?.note("");
    }
  });
  holder.addEventListener("spawn", (event) => {
    const { detail: task } = /** @type {CustomEvent<Task>} */ (event);
    task.addEventListener("restarted", (restarted) => {
      const { error, first } = /** @type {CustomEvent<RestartDetail>} */ (restarted).detail;
      const record = cards.recordOf(task);
      record?.note(`started again, from output ${first + 1} on`);
      log.add("warn", `started again, from output ${first + 1} on: ${error.message}`, record?.label);
    });
  });
}

/** @param {Event} event */
const silence = (event) => /** @type {CustomEvent<SilenceDetail>} */ (event).detail;
