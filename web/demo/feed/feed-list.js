import { find, stamp } from "../dom.js";
import { moveByPageKeys } from "./feed-keys.js";

/** @typedef {{ id: string, title: string, text: string }} Item */

/**
 * @typedef {object} ScrollListener
 * @property {() => void} down  the reader has scrolled down
 * @property {(back: number) => void} up  so many px since the reader last scrolled down
 */

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
    return this.#below() < this.box.clientHeight / 2;
  }

  /** Whether there is nothing further down to scroll to. */
  isAtEnd() {
    return this.#below() < 1;
  }

  /** @param {ScrollListener} listener */
  onScroll({ down, up }) {
    this.box.addEventListener("scroll", () => {
      const { scrollTop } = this.box;
      const moved = scrollTop - this.#scrollTop;
      this.#scrollTop = scrollTop;
      if (moved > 0) {
        this.#turnedAt = scrollTop;
        down();
      } else if (moved < 0) {
        up(this.#turnedAt - scrollTop);
      }
    });
  }

  /**
   * Another size of the box or of what is in it may bring the end near, without any scrolling by the reader.
   * @param {() => void} listener  told in the next frame: items that it adds would be a change of size within a change
   */
  onResize(listener) {
    const observer = new ResizeObserver(() => {
      // The browser moves the items with their sizes; that is not the reader who turns back.
      this.#scrollTop = this.box.scrollTop;
      this.#turnedAt = this.#scrollTop;
      requestAnimationFrame(listener);
    });
    observer.observe(this.box);
    observer.observe(this.#feed);
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

  #below() {
    const { scrollHeight, scrollTop, clientHeight } = this.box;
    return scrollHeight - scrollTop - clientHeight;
  }

  /** @param {boolean} busy */
  showBusy(busy) {
    this.#feed.setAttribute("aria-busy", String(busy));
  }
}
