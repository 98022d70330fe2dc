/** Where the focus goes from an article, by key. @type {Record<string, "previousElementSibling" | "nextElementSibling">} */
const MOVES = { PageUp: "previousElementSibling", PageDown: "nextElementSibling" };

/**
 * Page Down and Page Up move the focus from article to article, as in every feed; Tab leaves it, because only the article
 * that had the focus last can be reached by it.
 * @param {HTMLElement} feed
 */
export function moveByPageKeys(feed) {
  feed.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    const article = articleOf(event);
    const next = move && article?.[move];
    if (next instanceof HTMLElement) {
      next.focus();
    }
    if (move && article) {
      event.preventDefault();
    }
  });
  feed.addEventListener("focusin", (event) => {
    const article = articleOf(event);
    for (const before of feed.querySelectorAll('[tabindex="0"]')) {
      /** @type {HTMLElement} */ (before).tabIndex = -1;
    }
    if (article) {
      article.tabIndex = 0;
    }
  });
}

/** @param {Event} event @returns {HTMLElement | null} */
const articleOf = ({ target }) => /** @type {Element} */ (target).closest("article");
