import { find, isEnabled, setEnabled, setText } from "./dom.js";
import { isEnded, STATES, sensibleCommands } from "./sensible.js";
import { spread } from "./spread.js";

/** @import { State } from "../protocol.js" */
/** @import { Task } from "../task.js" */
/** @import { CardList } from "./card-list.js" */
/** @import { FrameLoop } from "./frame-loop.js" */

/** As `holder.pauseAll()` and `resumeAll()` would, but not to a task without a card: nobody could resume it one by one. */
const HOLD = "all";

/** What is done to all tasks at once, and how many there are of which state. */
export class Toolbar {
  #cards;
  #pauseAll = button("pause-all");
  #resumeAll = button("resume-all");
  #cancelAll = button("cancel-all");
  #removeEnded = button("remove-ended");
  #summary = find(document, "#summary", HTMLElement);
  #empty = find(document, "#empty", HTMLElement);

  /**
   * @param {CardList} cards
   * @param {FrameLoop} loop
   */
  constructor(cards, loop) {
    this.#cards = cards;
    this.#onPress(this.#pauseAll, () => this.#toAll((task) => task.pause(HOLD)));
    this.#onPress(this.#resumeAll, () => this.#toAll((task) => task.resume(HOLD)));
    this.#onPress(this.#cancelAll, () => {
      void spread(loop, cards.records, ({ task }) => void task.cancel("by the “Cancel all” button"));
    });
    this.#onPress(this.#removeEnded, () => cards.remove(cards.records.filter(({ task }) => isEnded(task.state))));
  }

  render() {
    const { records } = this.#cards;
    /** @type {Map<State, number>} */
    const counts = new Map();
    for (const { task } of records) {
      counts.set(task.state, (counts.get(task.state) ?? 0) + 1);
    }
    const states = STATES.filter((state) => counts.has(state));
    setText(this.#summary, states.map((state) => `${counts.get(state)} ${state}`).join(" · ") || "none yet");
    this.#empty.hidden = records.length > 0;
    setEnabled(
      this.#pauseAll,
      states.some((state) => sensibleCommands(state).pause),
    );
    setEnabled(
      this.#resumeAll,
      records.some(({ task }) => sensibleCommands(task.state).resume && task.heldBy.includes(HOLD)),
    );
    setEnabled(
      this.#cancelAll,
      states.some((state) => sensibleCommands(state).cancel),
    );
    setEnabled(this.#removeEnded, states.some(isEnded));
  }

  /**
   * @param {HTMLButtonElement} pressed
   * @param {() => void} act
   */
  #onPress(pressed, act) {
    pressed.addEventListener("click", () => {
      // What it shows may be a frame old.
      this.render();
      if (isEnabled(pressed)) {
        act();
      }
    });
  }

  /**
   * A hold more or less on a paused task is no change of state, so nobody else says it.
   * @param {(task: Task) => Promise<unknown>} command
   */
  async #toAll(command) {
    await Promise.all(this.#cards.records.map(({ task }) => command(task)));
    for (const record of this.#cards.records) {
      record.refresh();
    }
  }
}

/** @param {string} id */
const button = (id) => find(document, `#${id}`, HTMLButtonElement);
