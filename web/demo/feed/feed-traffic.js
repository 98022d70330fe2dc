import { find, setText } from "../dom.js";

/** Long enough for the server to notice a closed connection. */
const SETTLE_MS = 150;
const COUNTS = ["started", "finished", "failed", "aborted"];

/** What the server saw of this page's requests. Asked for after something has happened, not all the time. */
export class FeedTraffic {
  #timer = 0;
  #asked = 0;
  /** Which of the answers asked for is shown. */
  #shown = 0;
  #section;
  #url;

  /**
   * @param {HTMLElement} section
   * @param {string} key
   */
  constructor(section, key) {
    this.#section = section;
    this.#url = new URL(`feed-log?key=${key}`, document.baseURI);
  }

  /** Something has happened. */
  refresh() {
    this.#timer ||= setTimeout(() => {
      this.#timer = 0;
      void this.#load();
    }, SETTLE_MS);
  }

  async #load() {
    const number = ++this.#asked;
    const response = await fetch(this.#url).catch(() => null);
    if (!response?.ok) {
      return; // a plain file server, which the row below the list speaks of
    }
    const log = await response.json();
    if (number < this.#shown) {
      return; // overtaken by a later one
    }
    this.#shown = number;
    for (const count of COUNTS) {
      setText(find(this.#section, `[data-field="${count}"]`, HTMLElement), String(log[count]));
    }
  }
}
