import { readsInbox } from "./catalog.js";
import { ChildCards } from "./child-cards.js";
import { find, setEnabled, setText, stamp } from "./dom.js";
import { formatDuration, formatValue } from "./format.js";
import { messageForm, showMessageForm } from "./message-form.js";
import { outcomeElement } from "./outcome.js";
import { isEnded, sensibleCommands } from "./sensible.js";

/** @import { ChildSnapshot } from "../child-tree.js" */
/** @import { State } from "../protocol.js" */
/** @import { TaskRecord } from "./task-record.js" */

/** What the fields of a card are called in the markup, as `[data-field="…"]`. */
const FIELDS = /** @type {const} */ ([
  "name",
  "held-by",
  "notice",
  "state",
  "progress",
  "output",
  "count",
  "percent",
  "elapsed",
  "active",
]);
const COMMANDS = /** @type {const} */ (["pause", "resume", "cancel"]);

/** The picture of one task. It only draws; who presses its buttons is the list's business. */
export class Card {
  /** @type {State | null} the state it shows */
  #state = null;
  #drawnCount = 0;
  /** @type {number | null} */
  #drawnProgress = null;
  #hasOutcome = false;
  /** @type {Record<typeof FIELDS[number], HTMLElement>} */
  #fields;
  /** @type {Record<typeof COMMANDS[number], HTMLElement>} */
  #buttons;
  /** @type {HTMLElement} */
  #remove;
  /** @type {HTMLFormElement | null} */
  #messages = null;
  /** @type {ChildCards | null} null: it never had any */
  #children = null;
  #hasStaleChildren = true;

  /** @param {TaskRecord} record */
  constructor(record) {
    this.record = record;
    this.element = stamp("card-template");
    const all = /** @param {string} selector */ (selector) => find(this.element, selector, HTMLElement);
    this.#fields = byName(FIELDS, (name) => all(`[data-field="${name}"]`));
    this.#buttons = byName(COMMANDS, (name) => all(`[data-action="${name}"]`));
    this.#remove = all('[data-action="remove"]');
    this.#label();
    record.task.addEventListener("childrenchange", () => {
      this.#hasStaleChildren = true;
    });
    if (readsInbox(record.task.name)) {
      this.#messages = messageForm(record.label);
      this.element.append(this.#messages);
    }
    this.render();
  }

  /** Draws what changed since the last time. */
  render() {
    const { task, count } = this.record;
    if (task.state !== this.#state) {
      this.#drawState(task.state);
    }
    setText(this.#fields["held-by"], isEnded(task.state) ? "" : heldBy(task.heldBy));
    setText(this.#fields.notice, isEnded(task.state) ? "" : this.record.notice);
    if (count !== this.#drawnCount) {
      this.#drawnCount = count;
      setText(this.#fields.count, String(count));
      setText(this.#fields.output, this.record.outputs.map(formatValue).join("\n"));
    }
    if (task.progress !== this.#drawnProgress) {
      this.#drawProgress(task.progress);
    }
    if (this.#hasStaleChildren) {
      this.#hasStaleChildren = false;
      this.#drawChildren(task.children);
    }
    if (this.#messages) {
      showMessageForm(this.#messages, this.record);
    }
    if (this.record.outcome && !this.#hasOutcome) {
      this.#hasOutcome = true;
      this.#fields.output.after(outcomeElement(this.record.outcome));
    }
  }

  /** Draws the two clocks. */
  renderTimes() {
    const { elapsedMs, activeMs } = this.record.task;
    setText(this.#fields.elapsed, formatDuration(elapsedMs));
    setText(this.#fields.active, formatDuration(activeMs));
  }

  #label() {
    const { task, label } = this.record;
    this.element.dataset.taskId = String(task.id);
    this.element.ariaLabel = label;
    setText(this.#fields.name, label);
    this.#fields.progress.ariaLabel = `Progress of ${label}`;
    for (const button of [...Object.values(this.#buttons), this.#remove]) {
      button.ariaLabel = `${button === this.#remove ? "Remove" : button.textContent} ${label}`;
    }
  }

  /** @param {State} state */
  #drawState(state) {
    this.#state = state;
    this.element.dataset.state = state;
    // They are gone with a worker that is lost.
    this.#hasStaleChildren = true;
    setText(this.#fields.state, state);
    const sensible = sensibleCommands(state);
    for (const command of COMMANDS) {
      setEnabled(this.#buttons[command], sensible[command]);
    }
    this.#remove.hidden = !sensible.remove;
    this.renderTimes();
  }

  /** @param {ChildSnapshot[]} children */
  #drawChildren(children) {
    if (!this.#children && children.length > 0) {
      this.#children = new ChildCards(this.record.label);
      this.#fields.output.after(this.#children.element);
    }
    this.#children?.draw(children);
  }

  /** @param {number | null} progress */
  #drawProgress(progress) {
    this.#drawnProgress = progress;
    const percent = Math.round((progress ?? 0) * 100);
    const bar = this.#fields.progress;
    bar.style.setProperty("--progress", String(progress));
    bar.ariaValueNow = String(percent);
    setText(this.#fields.percent, `${percent} %`);
  }
}

/** @param {string[]} holds */
const heldBy = (holds) => (holds.length === 0 ? "" : `held by ${holds.join(", ")}`);

/**
 * @template {string} K
 * @template V
 * @param {readonly K[]} names
 * @param {(name: K) => V} value
 * @returns {Record<K, V>}
 */
const byName = (names, value) =>
  /** @type {Record<K, V>} */ (Object.fromEntries(names.map((name) => [name, value(name)])));
