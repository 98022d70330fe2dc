import { find, stamp } from "../dom.js";
import { moveByPageKeys } from "./feed-keys.js";

/** @typedef {{ id: string, title: string, text: string }} Item */

/**
 * The items in their scroll box: a feed of articles (https://www.w3.org/WAI/ARIA/apg/patterns/feed/), of which one is in the
 * order of the Tab key.
 */
export class FeedList {
  /** How many items there are. */
  count = 0;
  #scrollTop = 0;
  #turnedAt = 0;
  #feed;

  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    this.#feed = find(box, "#feed-list", HTMLElement);
    moveByPageKeys(this.#feed);
  }

  /** Less than half a box away from the end, or past it. */
  isNearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.box;
    return scrollHeight - scrollTop - clientHeight < clientHeight / 2;
  }

  /** @param {(back: number) => void} listener  told how far up it has been scrolled since it was last scrolled down, in px */
  onScroll(listener) {
    this.box.addEventListener("scroll", () => {
      const { scrollTop } = this.box;
      if (scrollTop > this.#scrollTop) {
        this.#turnedAt = scrollTop;
      }
      this.#scrollTop = scrollTop;
      listener(this.#turnedAt - scrollTop);
    });
  }

  /** @param {Item} item */
  add({ id, title, text }) {
    const article = stamp("feed-item-template");
    const heading = find(article, '[data-field="title"]', HTMLElement);
    article.dataset.item = id;
    article.tabIndex = this.count === 0 ? 0 : -1;
    article.setAttribute("aria-posinset", String(++this.count));
    article.setAttribute("aria-setsize", "-1");
    heading.id = `feed-item-${this.count}`;
    article.setAttribute("aria-labelledby", heading.id);
    heading.textContent = title;
    find(article, '[data-field="number"]', HTMLElement).textContent = String(this.count);
    find(article, '[data-field="text"]', HTMLElement).textContent = text;
    this.#feed.append(article);
  }

  clear() {
    this.#feed.replaceChildren();
    this.count = 0;
    this.box.scrollTop = 0;
    this.#scrollTop = 0;
    this.#turnedAt = 0;
  }

  /** @param {boolean} busy */
  showBusy(busy) {
    this.#feed.setAttribute("aria-busy", String(busy));
  }
}
