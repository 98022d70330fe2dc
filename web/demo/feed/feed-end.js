import { find, setText } from "../dom.js";

/** @typedef {{ message: string, status: number, attempt: number, retryInMillis?: number }} FeedError  as the task puts it out */
/** @typedef {"idle" | "loading" | "error" | "no-server" | "turned-back" | "lost" | "end"} EndState */

/** @type {Record<EndState, string>} */
const TEXTS = {
  idle: "",
  loading: "Loading…",
  error: "",
  "no-server": "This list needs the demo server, mvn -q compile exec:java: a plain file server has no feeds.",
  "turned-back": "You turned back, so the request was aborted. Scroll down to go on.",
  lost: "",
  end: "",
};
/** @type {EndState[]} */
const RETRYABLE = ["error", "no-server", "lost"];

/** The row below the items: that more is coming, what went wrong, or that there is no more. */
export class FeedEnd {
  #row = find(document, "#feed-end", HTMLElement);
  #text = find(this.#row, '[data-field="text"]', HTMLElement);
  #retry = find(this.#row, '[data-action="retry"]', HTMLButtonElement);

  /** @param {() => void} retry */
  constructor(retry) {
    this.#retry.addEventListener("click", retry);
  }

  /** @param {EndState} state @param {string} [text] */
  show(state, text = TEXTS[state]) {
    this.#row.dataset.state = state;
    setText(this.#text, text);
    if (document.activeElement === this.#retry && !RETRYABLE.includes(state)) {
      this.#row.focus({ preventScroll: true }); // the button goes, the keyboard's place stays
    }
    this.#retry.hidden = !RETRYABLE.includes(state);
  }

  /** @param {FeedError} error */
  showError({ message, status, attempt, retryInMillis }) {
    if (status === 404) {
      this.show("no-server");
    } else {
      const which = attempt > 1 ? `, attempt ${attempt}` : "";
      const next = retryInMillis === undefined ? "" : ` The next attempt comes in ${retryInMillis / 1000} s.`;
      this.show("error", `Page not loaded${which}: ${message}.${next}`);
    }
  }

  /** The task itself has ended, so nobody tries again. @param {unknown} error */
  showLost(error) {
    this.show("lost", `The task that reads the feed has ended: ${error instanceof Error ? error.message : error}`);
  }
}
