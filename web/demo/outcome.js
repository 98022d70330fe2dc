import { TaskFailedError } from "../index.js";
import { find, setText, stamp } from "./dom.js";
import { formatValue } from "./format.js";

/** @import { TaskError } from "../errors.js" */
/** @import { Outcome } from "./task-record.js" */

/**
 * How a task ended, for its card: the result, or the error with its code, message, Java class and Java stack.
 * @param {Outcome} outcome
 * @returns {HTMLElement}
 */
export function outcomeElement(outcome) {
  if ("error" in outcome) {
    return errorElement(outcome.error);
  }
  const element = stamp("result-template");
  setText(find(element, '[data-field="result"]', HTMLElement), formatValue(outcome.value));
  return element;
}

/** @param {TaskError} error */
function errorElement(error) {
  const element = stamp("error-template");
  const java = error instanceof TaskFailedError ? error : null;
  const texts = {
    "error-code": error.code,
    "error-message": error.message,
    "error-class": java?.javaClass ?? "",
    "error-stack": java?.javaStack ?? "",
    "error-cause":
      java?.cause instanceof TaskFailedError ? `caused by ${java.cause.javaClass}: ${java.cause.message}` : "",
  };
  for (const [field, text] of Object.entries(texts)) {
    const part = find(element, `[data-field="${field}"]`, HTMLElement);
    setText(part, text);
    part.hidden = text === "";
  }
  return element;
}
