import { comlinkWorker, loadComlink, loadWorkerpool, openPool } from "./peers.js";
import { row } from "./rows.js";
import { sizeRows } from "./sizes.js";

/** @import { Bench, Report } from "./bench.js" */
/** @import { Row } from "./rows.js" */

const GROUP = "start";
const EMPTY = "empty module worker";
const WARM = "Taskholder, warm";

/**
 * From nothing until the first answer, and what is loaded for that.
 *
 * @param {Bench} bench
 * @param {Report} report
 * @returns {Promise<Row[]>}
 */
export async function measureStart(bench, report) {
  const bytes = await (await fetch(new URL("../web/wasm/bench.wasm", import.meta.url))).arrayBuffer();
  const keepsModuleWarm = await bench.open();
  try {
    const starts = await bench.interleave(
      "starting",
      [
        { what: EMPTY, measure: startEmpty },
        { what: "Comlink worker", measure: startComlink },
        { what: "workerpool", measure: startPool },
        { what: WARM, measure: () => startOurs(bench) },
        { what: "Taskholder, module never seen", measure: () => startCold(bench, bytes) },
      ],
      report,
      bench.choose(15, 3),
    );
    const base = row(GROUP, EMPTY, "ms", starts.get(EMPTY) ?? { values: [] }, { isPeer: true });
    const rows = [...starts].map(([what, samples]) =>
      what === EMPTY
        ? base
        : row(GROUP, what, "ms", samples, {
            base,
            isPeer: !what.startsWith("Taskholder"),
            bounds: what === WARM ? [{ of: "ratio", atMost: 2.5 }] : [],
          }),
    );
    report("sizes");
    return [...rows, ...(await sizeRows(GROUP))];
  } finally {
    await keepsModuleWarm.close();
  }
}

async function startEmpty() {
  const start = performance.now();
  const worker = new Worker(new URL("./workers/empty-worker.js", import.meta.url), { type: "module" });
  try {
    await new Promise((resolve) => {
      worker.onmessage = resolve;
      worker.postMessage(null);
    });
    return performance.now() - start;
  } finally {
    worker.terminate();
  }
}

async function startComlink() {
  const { wrap } = await loadComlink();
  const start = performance.now();
  const worker = comlinkWorker();
  try {
    await wrap(worker).nothing();
    return performance.now() - start;
  } finally {
    worker.terminate();
  }
}

async function startPool() {
  const workerpool = await loadWorkerpool();
  const start = performance.now();
  const pool = openPool(workerpool);
  try {
    await pool.exec("nothing");
    return performance.now() - start;
  } finally {
    await pool.terminate(true);
  }
}

/** @param {Bench} bench @param {import("../web/options.js").OpenOptions} [options] */
async function startOurs(bench, options) {
  const start = performance.now();
  const holder = await bench.open(options);
  try {
    await holder.spawn("nothing").result;
    return performance.now() - start;
  } finally {
    await holder.close();
  }
}

/**
 * Browsers keep compiled modules by their bytes. So these get a custom section that no module had before: it means nothing, but
 * makes them compile anew. They come from memory, not from the network.
 *
 * @param {Bench} bench
 * @param {ArrayBuffer} bytes
 */
async function startCold(bench, bytes) {
  const unique = crypto.getRandomValues(new Uint8Array(8));
  // Section 0: its size, the length of its name, the name "x", the content.
  const section = new Uint8Array([0, 2 + unique.length, 1, 0x78, ...unique]);
  const module = URL.createObjectURL(new Blob([bytes, section], { type: "application/wasm" }));
  try {
    return await startOurs(bench, { module });
  } finally {
    URL.revokeObjectURL(module);
  }
}
