import { CATALOG } from "./catalog.js";
import { find, isEnabled, setEnabled, setText } from "./dom.js";

/** @import { InputField } from "./catalog.js" */

/**
 * @typedef {{ paused: boolean, restartable: boolean, isolated: boolean }} StartOptions
 * @typedef {{ name: string, input: Record<string, string | number>, times: number, options: StartOptions }} StartRequest
 */

const MAX_INTEGER = 2 ** 31 - 1;

/** The form that starts tasks: one select, and the inputs of the task selected. */
export class StartForm {
  #form = find(document, "#start-form", HTMLFormElement);
  #select = find(this.#form, "[name=task]", HTMLSelectElement);
  #inputs = find(this.#form, "#task-inputs", HTMLElement);
  #summary = find(this.#form, "#task-summary", HTMLElement);
  #error = find(this.#form, "#form-error", HTMLElement);
  #button = find(this.#form, "#start", HTMLButtonElement);

  /** @param {(request: StartRequest) => Promise<void>} start  what it rejects with is shown in the form */
  constructor(start) {
    this.#select.append(...Object.keys(CATALOG).map((name) => new Option(name, name)));
    this.#select.addEventListener("change", () => this.#showInputs());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (isEnabled(this.#button)) {
        void this.#submit(start);
      }
    });
    this.#showInputs();
  }

  /** @param {boolean} enabled */
  enable(enabled) {
    setEnabled(this.#button, enabled);
  }

  /** @param {(request: StartRequest) => Promise<void>} start */
  async #submit(start) {
    this.#error.hidden = true;
    try {
      await start(this.#read());
    } catch (error) {
      setText(this.#error, String(error));
      this.#error.hidden = false;
    }
  }

  #read() {
    const data = new FormData(this.#form);
    const name = this.#select.value;
    const fields = CATALOG[name]?.fields ?? [];
    const input = Object.fromEntries(
      fields.map((field) => {
        const text = String(data.get(field.name));
        return [field.name, typeof field.value === "number" ? Number(text) : text];
      }),
    );
    const options = {
      paused: data.has("paused"),
      restartable: data.has("restartable"),
      isolated: data.has("isolated"),
    };
    return { name, input, times: Number(data.get("times")), options };
  }

  #showInputs() {
    const kind = CATALOG[this.#select.value];
    setText(this.#summary, kind?.summary ?? "");
    this.#inputs.replaceChildren(...(kind?.fields ?? []).map(fieldElement));
  }
}

/** @param {InputField} field */
function fieldElement({ name, label, value, hint, min = 0, max = MAX_INTEGER }) {
  const element = document.createElement("label");
  element.className = "field";
  const title = document.createElement("span");
  title.textContent = hint ? `${label} – ${hint}` : label;
  const input = document.createElement("input");
  input.name = name;
  if (typeof value === "number") {
    Object.assign(input, { type: "number", min: String(min), max: String(max), step: "1", required: true });
  }
  input.value = String(value);
  element.append(title, input);
  return element;
}
