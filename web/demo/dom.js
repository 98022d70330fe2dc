/**
 * The one element that matches.
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {abstract new (...args: any[]) => T} type
 * @returns {T}
 * @throws {Error} if the markup has no such element
 */
export function find(root, selector, type) {
  const element = root.querySelector(selector);
  if (!(element instanceof type)) {
    throw new Error(`index.html has no ${type.name} ${selector}`);
  }
  return element;
}

/**
 * A fresh copy of what a template of the page holds.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function stamp(id) {
  const first = find(document, `template#${id}`, HTMLTemplateElement).content.firstElementChild;
  return /** @type {HTMLElement} */ (document.importNode(/** @type {Element} */ (first), true));
}

/**
 * Writes only what is different: the same text again would cost a layout.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  const { firstChild } = element;
  if (!(firstChild instanceof Text)) {
    element.textContent = text;
  } else if (firstChild.data !== text) {
    firstChild.data = text;
  }
}

/**
 * Buttons are switched off by aria-disabled, not by disabled: so they keep the keyboard's focus.
 * @param {Element} button
 * @param {boolean} enabled
 */
export function setEnabled(button, enabled) {
  const value = String(!enabled);
  if (button.getAttribute("aria-disabled") !== value) {
    button.setAttribute("aria-disabled", value);
  }
}

/** @param {Element} button */
export const isEnabled = (button) => button.getAttribute("aria-disabled") !== "true";
