/**
 * Why a worker's script did not start. All that a page is told is that it failed, the same for a 404 and for a syntax error; what its
 * browser has loaded since says more. connection.js imports this file only after such a failure.
 */

/** How long after the failure a browser may take to list what it has loaded: seen were up to 100 in Chromium, 0 in Firefox. */
const LISTED_AFTER_MS = 250;

/**
 * A script as a browser lists it. `status` is 0 where it does not say.
 * @typedef {{ url: string, status: number, isImported: boolean }} LoadedScript
 */

/**
 * Waits for what the browser lists, if it does, and says why the script did not start.
 * @param {number} since  when the worker was made, on the clock of `performance.now()`
 * @returns {Promise<string>} the sentence for the page, after 250 ms; never rejects
 */
export function explainScript(since) {
  /** @type {LoadedScript[]} */
  const scripts = [];
  return new Promise((resolve) => {
    // Not getEntriesByType: that has the first 250 of a page alone.
    const Observer = globalThis.PerformanceObserver;
    const observer =
      Observer &&
      new Observer((list) => {
        for (const entry of /** @type {PerformanceResourceTiming[]} */ (list.getEntries())) {
          const { name: url, startTime, initiatorType, responseStatus: status = 0 } = entry;
          if (startTime >= since && /\.[cm]?js\b/.test(url)) {
            scripts.push({ url, status, isImported: initiatorType !== "other" });
          }
        }
      });
    observer?.observe({ type: "resource", buffered: true });
    setTimeout(() => {
      observer?.disconnect();
      resolve(scriptHint(scripts));
    }, LISTED_AFTER_MS);
  });
}

/**
 * Says in one sentence why a worker's script did not start and what helps. Chromium does not list a worker's own script that was not
 * there, Firefox not what it imports. Nobody knows the URL of a worker: what the page loads meanwhile by itself, such as another worker,
 * looks the same, so that all are named that it may have been.
 * @param {LoadedScript[]} scripts  loaded since the worker was made
 * @returns {string}
 */
export function scriptHint(scripts) {
  const own = scripts.filter(({ isImported }) => !isImported);
  const missing = scripts.find(({ status }) => status > 399);
  if (!own[0]) {
    return "404: worker.js did not load; is its URL right?";
  }
  if (missing && !own[1]) {
    return `${missing.status}: there is no script at ${missing.url}; was it built, and is the URL right?`;
  }
  const names = own.map(({ url, status }) => (status > 399 ? `${url} (${status})` : url)).join(" or ");
  const what = "it or a script that it imports (web/wasm/runtime.js?) is not there or no valid script";
  return `broken worker: ${names} was loaded, but ${what}; if that is not the worker's script: 404, the worker's did not load`;
}
