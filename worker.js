// @ts-check
/** The worker script: starts the Wasm module and hands it the first batch. From then on Java listens to the page itself. */
import { printLines } from "./web/java-console.js";
// biome-ignore lint/suspicious/noTsIgnore: an error only before Maven has built it
// @ts-ignore
import { load } from "./web/wasm/runtime.js";

/** @param {import("./web/protocol.js").Fault | import("./web/protocol.js").Log} message */
const post = (message) => self.postMessage([message]);

/** @param {string} message */
const lost = (message) => post({ type: "fault", code: "WORKER_LOST", message });

// The console has them already: the browser prints what nobody caught.
self.addEventListener("error", ({ message }) => lost(message));
self.addEventListener("unhandledrejection", ({ reason }) => lost(String(reason)));

// What was in it is lost, and nobody knows what it was.
self.addEventListener("messageerror", () => lost("a message of the page could not be read"));

// A worker that closes itself is gone without an event on the page.
const { close } = self;
self.close = () => {
  lost("close() was called in the worker");
  close.call(self);
};

self.addEventListener("message", start, { once: true });

/** @param {MessageEvent} event  the batch `[start]` */
async function start({ data }) {
  const url = data[0].module;
  try {
    /** @type {any} what main declares is not known to TypeScript */
    const { exports } = await load(url, { installImports: (/** @type {any} */ imports) => printLines(imports, post) });
    exports.main([]);
  } catch (error) {
    console.error(error);
    const { explain } = await import("./web/start-hint.js");
    return post({ type: "fault", code: "LOAD_FAILED", message: await explain(url, error) });
  }
  self.dispatchEvent(new MessageEvent("message", { data }));
}
