/**
 * The demo's benchmark: nothing of it is loaded before somebody asks.
 *
 * What tests may rely on:
 *
 *   #bench button[data-action="open-bench"]   hidden once it is open
 *   #bench [data-field="body"]                what bench/show-benchmark.js shows
 *   #bench [data-field="message"]             why it could not be loaded
 */
import { find, setText } from "./dom.js";

const FOLDER = new URL("../../bench/", import.meta.url);

export function showBenchmarkSection() {
  const section = find(document, "#bench", HTMLElement);
  const button = find(section, '[data-action="open-bench"]', HTMLButtonElement);
  const body = find(section, '[data-field="body"]', HTMLElement);
  const message = find(section, '[data-field="message"]', HTMLElement);
  let isLoading = false;

  button.addEventListener("click", async () => {
    if (isLoading) {
      return;
    }
    isLoading = true;
    setText(message, "Loading…");
    try {
      await loadStyles(new URL("bench.css", FOLDER).href);
      const { showBenchmark } = await import(new URL("show-benchmark.js", FOLDER).href);
      showBenchmark(body);
      button.hidden = true;
      body.hidden = false;
      body.querySelector("button")?.focus();
      setText(message, "");
    } catch (error) {
      setText(message, `The benchmark could not be loaded: ${error}`);
    }
    isLoading = false;
  });
}

/**
 * Resolves when the style sheet is in effect.
 * @param {string} href
 */
function loadStyles(href) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error(`there is no ${href}`));
    };
    document.head.append(link);
  });
}
