import { sendMessage } from "./message-form.js";
import { sensibleCommands } from "./sensible.js";

/** @import { CardList } from "./card-list.js" */
/** @import { LogPane } from "./log-pane.js" */
/** @import { TaskRecord } from "./task-record.js" */

/** The holds this page sets: of a card's Pause button, and of "Pause all". */
const OWN_HOLDS = ["default", "all"];

/**
 * Gives the buttons of all cards their meaning, with one listener for a thousand of them.
 * @param {Element} list
 * @param {CardList} cards
 * @param {LogPane} log
 */
export function obeyCardButtons(list, cards, log) {
  list.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button[data-action]");
    const record = button ? cards.recordAt(button) : undefined;
    if (record && button instanceof HTMLElement) {
      obey(button.dataset.action, record, cards);
    }
  });
  list.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const record = cards.recordAt(form);
    if (record) {
      sendMessage(form, record).catch((error) =>
        log.add("warn", `a message was not delivered: ${error.message}`, record.label),
      );
    }
  });
}

/**
 * Asks the task and not the button, which is drawn a frame later.
 * @param {string | undefined} action
 * @param {TaskRecord} record
 * @param {CardList} cards
 */
function obey(action, record, cards) {
  const { task } = record;
  const sensible = sensibleCommands(task.state);
  if (action === "pause" && sensible.pause) {
    void task.pause().then(() => record.refresh());
  } else if (action === "resume" && sensible.resume) {
    void resume(record);
  } else if (action === "cancel" && sensible.cancel) {
    void task.cancel("by the Cancel button");
  } else if (action === "remove" && sensible.remove) {
    cards.remove([record]);
  } else if (action === "close-input" && sensible.send) {
    task.closeInput();
    record.inputClosed = true;
    record.refresh();
  }
}

/**
 * Releases every hold, so that the button does what it says. Our own may be under way and not told of yet.
 * @param {TaskRecord} record
 */
async function resume(record) {
  const holds = new Set([...OWN_HOLDS, ...record.task.heldBy]);
  await Promise.all([...holds].map((hold) => record.task.resume(hold)));
  record.refresh();
}
