/** The worker's script: starts the Wasm module and hands it the first batch. From then on Java listens to the page itself. */
// @ts-ignore Maven builds it
import { load } from "./web/wasm/runtime.js";

/** @param {{ type: "fault" | "log", [field: string]: unknown }} message */
const post = (message) => self.postMessage([message]);

/** @param {string} message */
const lost = (message) => post({ type: "fault", code: "WORKER_LOST", message });

// The console has them already: the browser prints what nobody caught.
self.addEventListener("error", ({ message }) => lost(message));
self.addEventListener("unhandledrejection", ({ reason }) => lost(String(reason)));

self.addEventListener("message", start, { once: true });

/** @param {MessageEvent} event  the batch `[start]` */
async function start({ data }) {
  const url = data[0].module;
  try {
    const { exports } = await load(url, { installImports: printLines });
    exports.main([]);
  } catch (error) {
    console.error(error);
    const { explain } = await import("./web/start-hint.js");
    return post({ type: "fault", code: "LOAD_FAILED", message: await explain(url, error) });
  }
  self.dispatchEvent(new MessageEvent("message", { data }));
}

/** What Java prints, character by character, goes to the console and the page line by line. @param {any} imports */
function printLines(imports) {
  const print = (/** @type {"info" | "error"} */ level, text = "") => (/** @type {number} */ unit) => {
    if (unit !== 10) return void (text += String.fromCharCode(unit));
    console[level](text);
    post({ type: "log", task: null, level, text });
    text = "";
  };
  imports.teavmConsole = { putcharStdout: print("info"), putcharStderr: print("error") };
}
