/** @import { Log } from "./protocol.js" */

/**
 * Sends what Java prints to the console and to the page, line by line; TeaVM hands it over one UTF-16 unit at a time.
 * @param {any} imports  what the module will be given
 * @param {(line: Log) => void} post
 */
export function printLines(imports, post) {
  /** @param {"info" | "error"} level */
  const printer = (level) => {
    let text = "";
    return (/** @type {number} */ unit) => {
      if (unit !== 10) {
        text += String.fromCharCode(unit);
        return;
      }
      console[level](text);
      post({ type: "log", task: null, level, text });
      text = "";
    };
  };
  imports.teavmConsole = { putcharStdout: printer("info"), putcharStderr: printer("error") };
}
