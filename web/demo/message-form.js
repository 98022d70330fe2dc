import { find, setEnabled, setText, stamp } from "./dom.js";
import { sensibleCommands } from "./sensible.js";

/** @import { TaskRecord } from "./task-record.js" */

/**
 * The message box of a card.
 * @param {string} label  of its task
 */
export function messageForm(label) {
  const form = /** @type {HTMLFormElement} */ (stamp("message-template"));
  find(form, "input", HTMLInputElement).ariaLabel = `Message to ${label}`;
  button(form, "send").ariaLabel = `Send to ${label}`;
  button(form, "close-input").ariaLabel = `Close input of ${label}`;
  return form;
}

/**
 * Draws a card's message box: whether it can still send, and what waits for room in the inbox.
 * @param {HTMLFormElement} form
 * @param {TaskRecord} record
 */
export function showMessageForm(form, record) {
  const { task } = record;
  const open = canSend(record);
  setEnabled(button(form, "send"), open);
  setEnabled(button(form, "close-input"), open);
  // Not disabled: it would lose the focus.
  find(form, "input", HTMLInputElement).readOnly = !open;
  setText(
    find(form, '[data-field="sending"]', HTMLElement),
    task.sending > 0 ? `${task.sending} waiting for room` : "",
  );
}

/**
 * Sends what is in the box, and empties it.
 * @param {HTMLFormElement} form
 * @param {TaskRecord} record
 * @returns {Promise<void>} rejects if the message was not delivered
 */
export async function sendMessage(form, record) {
  const input = find(form, "input", HTMLInputElement);
  if (!canSend(record)) {
    return;
  }
  const sent = record.task.send(input.value);
  input.value = "";
  input.focus();
  record.refresh();
  await sent;
  record.refresh();
}

/** @param {TaskRecord} record */
const canSend = ({ task, inputClosed }) => sensibleCommands(task.state).send && !inputClosed;

/**
 * @param {HTMLFormElement} form
 * @param {string} action
 */
const button = (form, action) => find(form, `[data-action="${action}"]`, HTMLButtonElement);
