import { NotPossible } from "./bench.js";

/**
 * What this page and its workers hold right now, in bytes, after a garbage collection. Takes up to 20 s: the browser waits for one.
 *
 * @returns {Promise<{ page: number, worker: number }>}
 * @throws {NotPossible} if the browser does not tell
 */
export async function measureMemory() {
  const measure = /** @type {any} */ (performance).measureUserAgentSpecificMemory;
  if (!measure || !crossOriginIsolated) {
    throw new NotPossible(measure ? "the page is not cross-origin isolated" : "this browser does not tell");
  }
  const { breakdown } = await measure.call(performance);
  const sum = (/** @type {string} */ scope) =>
    breakdown
      .filter((/** @type {any} */ { attribution }) => attribution.some((/** @type {any} */ it) => it.scope === scope))
      .reduce((/** @type {number} */ bytes, /** @type {any} */ part) => bytes + part.bytes, 0);
  return { page: sum("Window"), worker: sum("DedicatedWorkerGlobalScope") };
}

/** Chromium waits a minute for the answer of a worker that is just being terminated. */
const LAST_BREATH_MILLIS = 2000;
const SOON_MILLIS = 2000;

/** Lets workers terminated before be gone, so that none is asked any more. */
export const lastBreath = () => new Promise((resolve) => setTimeout(resolve, LAST_BREATH_MILLIS));

/** Whether the browser answers such a question within two seconds, be it that it does not tell. */
export const tellsMemorySoon = () =>
  Promise.race([
    measureMemory().then(
      () => true,
      () => true,
    ),
    new Promise((resolve) => setTimeout(resolve, SOON_MILLIS, false)),
  ]);
