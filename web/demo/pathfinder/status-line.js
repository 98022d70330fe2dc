import { find, setText } from "../dom.js";

/** @import { SearchAhead } from "./search-ahead.js" */

const FIELDS = /** @type {const} */ (["state", "expanded", "cost", "searches", "message"]);

/** Says in words and numbers how the search is doing. The message is read out by screen readers. */
export class StatusLine {
  #section;
  /** @type {Record<typeof FIELDS[number], Element>} */
  #fields;

  /** @param {HTMLElement} section */
  constructor(section) {
    this.#section = section;
    this.#fields = /** @type {any} */ (
      Object.fromEntries(FIELDS.map((name) => [name, find(section, `[data-field="${name}"]`, Element)]))
    );
  }

  /** @param {string} message  while there is no search */
  say(message) {
    setText(this.#fields.message, message);
  }

  /** @param {SearchAhead} search */
  show(search) {
    const { state } = search;
    this.#section.dataset.state = state;
    this.#section.dataset.alive = String(search.alive);
    setText(this.#fields.state, state);
    setText(this.#fields.expanded, search.expanded.toLocaleString("en"));
    setText(this.#fields.cost, search.found?.found ? search.found.cost.toFixed(2) : "–");
    setText(this.#fields.searches, search.begun.toLocaleString("en"));
    setText(this.#fields.message, message(search));
  }
}

/** @param {SearchAhead} search */
function message({ state, found, error }) {
  if (error) {
    return `The search failed: ${error.message}`;
  }
  if (found) {
    return found.found ? `The cheapest path costs ${found.cost.toFixed(2)}.` : "There is no path to the goal.";
  }
  const isHeld = state === "pausing" || state === "paused";
  return isHeld ? "The search is paused: the player is in a quiet zone." : "Searching…";
}
