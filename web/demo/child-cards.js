import { find, setText, stamp } from "./dom.js";

/** @import { ChildSnapshot } from "../child-tree.js" */

/** More than this would make a card long to draw; the rest is counted. */
const SHOWN = 40;

/** The children of one task, each a small card indented under its parent. */
export class ChildCards {
  /** @type {Map<number, HTMLElement>} those shown, by child */
  #cards = new Map();

  /** @param {string} label  of the task */
  constructor(label) {
    this.element = stamp("children-template");
    this.element.ariaLabel = `Children of ${label}`;
  }

  /** @param {ChildSnapshot[]} children  those there are now */
  draw(children) {
    /** @type {HTMLElement[]} */
    const cards = [];
    const count = this.#collect(children, 0, cards);
    const list = find(this.element, "ul", HTMLElement);
    if (cards.length !== list.childElementCount || cards.some((card, index) => card !== list.children[index])) {
      list.replaceChildren(...cards);
    }
    this.#cards = new Map(cards.map((card) => [Number(card.dataset.child), card]));
    setText(find(this.element, '[data-field="more"]', HTMLElement), count > SHOWN ? `and ${count - SHOWN} more` : "");
    this.element.hidden = count === 0;
  }

  /**
   * @param {ChildSnapshot[]} children
   * @param {number} depth
   * @param {HTMLElement[]} cards  those to show are added
   * @returns {number} how many there are, shown or not
   */
  #collect(children, depth, cards) {
    let count = 0;
    for (const child of children) {
      count++;
      if (cards.length < SHOWN) {
        cards.push(this.#card(child, depth));
      }
      count += this.#collect(child.children, depth + 1, cards);
    }
    return count;
  }

  /**
   * @param {ChildSnapshot} child
   * @param {number} depth
   */
  #card({ id, name, state }, depth) {
    const card = this.#cards.get(id) ?? stamp("child-template");
    card.dataset.child = String(id);
    card.dataset.state = state;
    card.style.setProperty("--depth", String(depth));
    card.setAttribute("aria-level", String(depth + 1));
    setText(find(card, '[data-field="child-name"]', HTMLElement), name);
    setText(find(card, '[data-field="child-state"]', HTMLElement), state);
    return card;
  }
}
