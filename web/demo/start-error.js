import { find, setText } from "./dom.js";

/** @import { StartError } from "../errors.js" */

/** Says why the worker could not be started, what helps, and offers to try again. */
export class StartErrorNotice {
  #section = find(document, "#start-error", HTMLElement);

  /** @param {() => void} retry */
  constructor(retry) {
    find(this.#section, '[data-action="retry"]', HTMLButtonElement).addEventListener("click", retry);
  }

  /** @param {StartError} error */
  show(error) {
    setText(find(this.#section, '[data-field="hint"]', HTMLElement), error.hint);
    setText(find(this.#section, '[data-field="code"]', HTMLElement), error.code);
    this.#section.hidden = false;
  }

  hide() {
    this.#section.hidden = true;
  }
}
