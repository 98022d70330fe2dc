import { NotPossible } from "./bench.js";
import { PEER_CANCELS } from "./peer-cancels.js";
import { row } from "./rows.js";
import { aMoment, begin, inScene, SCENES } from "./scenes.js";

/** @import { Bench, Report } from "./bench.js" */
/** @import { Row, Samples } from "./rows.js" */
/** @import { Scene } from "./scenes.js" */

const GROUP = "cancels";

/** @typedef {{ settled: number[], next: number[] }} Latencies  in ms: until the promise, and until the next task's answer */

/**
 * How long a cancel takes: until the page's promise settles, and until the next task has run.
 *
 * @param {Bench} bench
 * @param {Report} report
 * @returns {Promise<Row[]>}
 */
export async function measureCancels(bench, report) {
  const count = bench.choose(16, 2);
  const subjects = [
    ...SCENES.map((scene) => ({
      what: scene.what,
      note: "worker kept",
      isPeer: false,
      measure: () => cancels(bench, scene, count),
      bounds: /** @type {import("./rows.js").Bound[]} */ ([
        { of: "median", atMost: scene.isShared ? 2 : 8 },
        { of: "p99", atMost: 25 },
      ]),
    })),
    ...PEER_CANCELS.map(({ what, note, measure, share }) => ({
      what,
      note,
      isPeer: true,
      measure: () => measure(Math.max(1, Math.round(count * share))),
      bounds: [],
    })),
  ];
  /** @type {Map<string, Samples>} */
  const next = new Map(subjects.map(({ what }) => [what, { values: [] }]));
  const settled = await bench.interleave(
    "cancelling",
    subjects.map(({ what, measure }) => ({
      what,
      measure: async (isCounted) => {
        const latencies = await measure();
        if (isCounted) {
          next.get(what)?.values.push(...latencies.next);
        }
        return latencies.settled;
      },
    })),
    report,
  );
  return subjects.flatMap(({ what, note, isPeer, bounds }) => {
    const samples = settled.get(what) ?? { values: [] };
    const later = { ...samples, values: samples.values.length > 0 ? (next.get(what)?.values ?? []) : [] };
    return [
      row(GROUP, what, "ms", samples, { bounds, isPeer, note: samples.note ? "" : note }),
      row(GROUP, `${what}: until the next task has run`, "ms", later, { isPeer }),
    ];
  });
}

/**
 * One task after the other; where many are busy anyhow, all at once, because they take long to begin.
 *
 * @param {Bench} bench
 * @param {Scene} scene
 * @param {number} count
 * @returns {Promise<Latencies>}
 */
const cancels = (bench, scene, count) =>
  inScene(bench, scene, async (holder, obeyed) => {
    /** @type {Latencies} */
    const latencies = { settled: [], next: [] };
    const batch = scene.busy > 0 ? count : 1;
    while (latencies.settled.length < count) {
      const tasks = await obeyed(Promise.all(Array.from({ length: batch }, () => begin(scene, holder))));
      let start = 0;
      for (const task of tasks) {
        await aMoment();
        start = performance.now();
        await obeyed(task.cancel());
        latencies.settled.push(performance.now() - start);
      }
      await holder.spawn("nothing").result;
      latencies.next.push(performance.now() - start);
    }
    if (holder.snapshot().epoch !== 1) {
      throw new NotPossible("the worker was not kept");
    }
    return latencies;
  });
