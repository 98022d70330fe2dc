import { row } from "./rows.js";
import { aMoment, begin, inScene, SCENES } from "./scenes.js";

/** @import { Bench, Report } from "./bench.js" */
/** @import { Row } from "./rows.js" */
/** @import { Scene } from "./scenes.js" */

const GROUP = "pauses";

/**
 * How long a pause takes, until the page is told that it is in effect.
 *
 * @param {Bench} bench
 * @param {Report} report
 * @returns {Promise<Row[]>}
 */
export async function measurePauses(bench, report) {
  const count = bench.choose(16, 4);
  const latencies = await bench.interleave(
    "pausing",
    SCENES.map((scene) => ({ what: scene.what, measure: () => pauses(bench, scene, count) })),
    report,
  );
  return SCENES.map(({ what, isShared }) =>
    row(GROUP, what, "ms", latencies.get(what) ?? { values: [] }, {
      bounds: [
        { of: "median", atMost: isShared ? 2 : 8 },
        { of: "p99", atMost: 25 },
      ],
    }),
  );
}

/**
 * @param {Bench} bench
 * @param {Scene} scene
 * @param {number} count
 */
const pauses = (bench, scene, count) =>
  inScene(bench, scene, async (holder, obeyed) => {
    const task = await obeyed(begin(scene, holder));
    const latencies = [];
    for (let i = 0; i < count; i++) {
      await aMoment();
      const start = performance.now();
      await obeyed(task.pause());
      latencies.push(performance.now() - start);
      await task.resume();
    }
    return latencies;
  });
