import { find, setText } from "./dom.js";

/** @import { Level } from "../protocol.js" */
/** @import { FrameLoop } from "./frame-loop.js" */

/** @typedef {{ level: Level, text: string, from: string, at: Date }} Line */

const KEPT_LINES = 200;

/** The latest lines that tasks, the module and the page itself wrote, the newest last. */
export class LogPane {
  /** @type {Line[]} not shown yet */
  #fresh = [];
  #total = 0;
  #loop;
  #list = find(document, "#log", HTMLElement);
  #count = find(document, "#log-count", HTMLElement);

  /** @param {FrameLoop} loop */
  constructor(loop) {
    this.#loop = loop;
    // Without it the keyboard cannot scroll it in every browser.
    this.#list.tabIndex = 0;
  }

  /**
   * @param {Level} level
   * @param {string} text
   * @param {string} [from]  who wrote it
   */
  add(level, text, from = "module") {
    this.#total++;
    if (this.#fresh.push({ level, text, from, at: new Date() }) > KEPT_LINES) {
      this.#fresh.shift();
    }
    this.#loop.touch(this);
  }

  render() {
    const list = this.#list;
    // Follows the end, unless the reader has scrolled away from it.
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 8;
    list.append(...this.#fresh.splice(0).map(lineElement));
    while (list.childElementCount > KEPT_LINES) {
      list.firstElementChild?.remove();
    }
    if (atEnd) {
      list.scrollTop = list.scrollHeight;
    }
    setText(this.#count, `${this.#total} ${this.#total === 1 ? "line" : "lines"}`);
  }
}

/** @param {Line} line */
function lineElement({ level, text, from, at }) {
  const element = document.createElement("p");
  element.dataset.level = level;
  const parts = { time: at.toLocaleTimeString(), level, from, text };
  for (const [part, content] of Object.entries(parts)) {
    const span = document.createElement("span");
    span.dataset.field = part;
    span.textContent = content;
    element.append(span, " ");
  }
  return element;
}
