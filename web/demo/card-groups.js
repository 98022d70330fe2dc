/** A browser lays out, paints and watches a group as one: out of view it costs nothing, however many cards are in it. */
export const GROUP_SIZE = 48;
/** What an element with `content-visibility: auto` says when it comes into view or leaves it. */
const VIEW_CHANGE = "contentvisibilityautostatechange";
const tellsView = "ContentVisibilityAutoStateChangeEvent" in globalThis;

/** The list of cards in the page, the newest first, in groups that a browser can skip. */
export class CardGroups {
  /** @type {Set<HTMLElement>} */
  #inView = new Set();
  #list;

  /** @param {HTMLElement} list */
  constructor(list) {
    this.#list = list;
  }

  /**
   * Puts cards at the top, or in a group of their own below another.
   * @param {HTMLElement[]} cards  at most GROUP_SIZE
   * @param {Element | null} above  the group above
   * @returns {Element} the group they are in
   */
  insert(cards, above) {
    const { firstElementChild: first } = this.#list;
    let group = first;
    if (above?.isConnected) {
      group = this.#newGroup();
      above.after(group);
    } else if (!first || first.childElementCount + cards.length > GROUP_SIZE) {
      group = this.#newGroup();
      this.#list.prepend(group);
    }
    group?.prepend(...cards);
    tellCount(group);
    return /** @type {Element} */ (group);
  }

  /** @param {Iterable<HTMLElement>} cards */
  remove(cards) {
    for (const card of cards) {
      const group = card.parentElement;
      card.remove();
      if (group?.childElementCount === 0) {
        this.#inView.delete(group);
        group.remove();
      }
      tellCount(group);
    }
  }

  /** The cards in the page, in order. */
  get all() {
    return /** @type {HTMLElement[]} */ ([...this.#list.children].flatMap((group) => [...group.children]));
  }

  /** Those that are in view or near it. */
  get inView() {
    return /** @type {HTMLElement[]} */ ([...this.#inView].flatMap((group) => [...group.children]));
  }

  #newGroup() {
    const group = document.createElement("ul");
    group.className = "group";
    if (tellsView) {
      group.addEventListener(VIEW_CHANGE, (event) => {
        const { skipped } = /** @type {ContentVisibilityAutoStateChangeEvent} */ (event);
        this.#inView[skipped ? "delete" : "add"](group);
      });
    } else {
      this.#inView.add(group);
    }
    return group;
  }
}

/**
 * Tells the style sheet how high the group is when it is skipped.
 * @param {Element | null} group
 */
function tellCount(group) {
  /** @type {HTMLElement | null} */ (group)?.style.setProperty("--count", String(group?.childElementCount));
}
