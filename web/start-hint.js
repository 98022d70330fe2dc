/**
 * Why the module did not start, found where it happened: worker.js imports this file only after a failure.
 */

/** A module with nothing but a struct type: valid where there is Wasm GC. */
const GC_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 95, 1, 120, 0);

/**
 * What is known about a failed start.
 * @typedef {object} LoadFacts
 * @property {string} url  the module
 * @property {unknown} error  what was thrown
 * @property {boolean} wasmGc  whether the engine knows Wasm GC
 * @property {boolean} [refused]  whether a policy keeps the worker from fetching it
 * @property {number} status  the HTTP status of the module; 0 when nothing answered
 * @property {string} mime  its media type
 */

/**
 * Takes a second look after a failed start.
 * @param {string} url
 * @param {unknown} error  what the first one threw
 * @returns {Promise<string>} the sentence for the page; never rejects
 */
export async function explain(url, error) {
  const facts = { url, error, wasmGc: globalThis.WebAssembly?.validate(GC_MODULE) ?? false, refused: false };
  globalThis.addEventListener?.("securitypolicyviolation", () => {
    facts.refused = true;
  });
  try {
    const { status, headers, body } = await fetch(url);
    await body?.cancel();
    return startHint({ ...facts, status, mime: headers.get("content-type") ?? "" });
  } catch {
    // That a policy was why is told a little later.
    await new Promise((resolve) => setTimeout(resolve, 50));
    return startHint({ ...facts, status: 0, mime: "" });
  }
}

/**
 * Says in one sentence why a start failed and what helps.
 * @param {LoadFacts} facts
 * @returns {string}
 */
export function startHint({ url, error, wasmGc, refused, status, mime }) {
  if (refused || /unsafe-eval|EvalError|Content.Security.Policy|\bCSP\b/i.test(String(error))) {
    return `CSP: allow 'unsafe-eval' in script-src and the module's origin in connect-src for the worker (${error})`;
  }
  if (!wasmGc) {
    return "no Wasm GC: this browser cannot run the module; Chrome 119, Firefox 120 and Safari 18.2 are the first that can";
  }
  if (status === 0) {
    return `unreachable: ${url} did not answer; is the server up, and does it allow this origin?`;
  }
  if (status < 200 || status > 299) {
    return `${status}: there is no module at ${url}; was it built, and is the URL right?`;
  }
  if (!/^application\/wasm\b/i.test(mime)) {
    return `broken module: ${url} was served as "${mime}"; let the server send application/wasm`;
  }
  return `broken module: ${url} did not start; was it built by the same version as this page? (${error})`;
}
