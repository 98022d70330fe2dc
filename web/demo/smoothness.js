import { find, setText } from "./dom.js";

/** @import { FrameLoop } from "./frame-loop.js" */

const WINDOW_MS = 5000;
const PERIOD_MS = 500;
/** A gap of this much fills the bar. */
const FULL_MS = 200;
/** Up to here a gap goes unnoticed; above the second it is felt. */
const SMOOTH_MS = 34;
const ROUGH_MS = 100;

/**
 * Shows how smooth the page is: its longest frame gap of the last seconds.
 * @param {FrameLoop} loop
 */
export function showSmoothness(loop) {
  const gauge = find(document, "#smoothness", HTMLElement);
  const number = find(gauge, '[data-field="gap"]', HTMLElement);
  /** @type {{ at: number, gapMs: number }[]} */
  let gaps = [];
  let shownAt = 0;
  loop.onFrame(({ now, gapMs }) => {
    if (gapMs !== null) {
      gaps.push({ at: now, gapMs });
    }
    if (now - shownAt >= PERIOD_MS) {
      shownAt = now;
      gaps = gaps.filter(({ at }) => now - at < WINDOW_MS);
      const longest = Math.max(0, ...gaps.map((gap) => gap.gapMs));
      setText(number, `${Math.round(longest)} ms`);
      gauge.dataset.level = longest <= SMOOTH_MS ? "smooth" : longest <= ROUGH_MS ? "fair" : "rough";
      gauge.style.setProperty("--fill", String(Math.min(1, longest / FULL_MS)));
    }
  });
}
