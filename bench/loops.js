import { openRaw } from "./raw.js";
import { row } from "./rows.js";
import { geometricMean } from "./statistics.js";

/** @import { TaskHolder } from "../web/index.js" */
/** @import { Bench, Report } from "./bench.js" */
/** @import { Row, Samples } from "./rows.js" */

const GROUP = "loops";
const LOOPS = ["double sum", "sieve", "matrix multiply", "CRC", "convolution", "Mandelbrot", "A*", "HashMap"];
const RECURSION = "fib";
const MICROS_PER_MILLI = 1000;

/** Times a kernel was run in a millisecond, and what it returned. @typedef {[number, number]} Ran */

/**
 * The same loops in JavaScript, in Java without checkpoints, and with those of the compiler: each in a worker of its own, in turn.
 *
 * @param {Bench} bench
 * @param {Report} report
 * @returns {Promise<Row[]>}
 */
export async function measureLoops(bench, report) {
  const millis = bench.choose(100, 5);
  const rounds = bench.choose(15, bench.rounds);
  const script = openRaw(new URL("./workers/kernels-worker.js", import.meta.url));
  /** @type {TaskHolder[]} */
  const holders = [];
  /** @param {string} module */
  const open = async (module) => {
    const holder = await bench.open({ module: new URL(`../web/wasm/${module}`, import.meta.url) });
    holders.push(holder);
    return holder;
  };

  try {
    const plain = await open("kernels-plain.wasm");
    const compiled = await open("kernels.wasm");
    const rows = [];
    for (const kernel of [...LOOPS, RECURSION]) {
      /** @type {Set<number>} */
      const results = new Set();
      /** @param {(millis: number) => Promise<unknown>} run */
      const timed = (run) => async (/** @type {boolean} */ isCounted) => {
        const answer = await run(isCounted ? millis : 3 * millis); // the engine takes a while to compile it well
        const [perMilli, result] = /** @type {Ran} */ (answer);
        results.add(result);
        return MICROS_PER_MILLI / perMilli;
      };
      const samples = await bench.interleave(
        kernel,
        [
          { what: "JavaScript", measure: timed((millis) => script.ask({ kernel, millis })) },
          { what: "plain", measure: timed((millis) => plain.spawn(kernel, { millis }).result) },
          { what: "compiled", measure: timed((millis) => compiled.spawn(kernel, { millis }).result) },
        ],
        report,
        rounds,
      );
      if (results.size !== 1) {
        throw new Error(`${kernel} has several results: ${[...results].join(", ")}`);
      }
      rows.push(...rowsOf(kernel, samples));
    }
    return [...rows, ...means(rows)];
  } finally {
    script.close();
    await Promise.all(holders.map((holder) => holder.close()));
  }
}

/**
 * The time of a run in JavaScript, in Java compared with that, and with checkpoints compared with it without.
 * @param {string} kernel
 * @param {Map<string, Samples>} samples
 */
function rowsOf(kernel, samples) {
  /** @param {string} key @param {string} what @param {Parameters<typeof row>[4]} more */
  const line = (key, what, more) => row(GROUP, `${kernel}, ${what}`, "µs", samples.get(key) ?? { values: [] }, more);
  const script = line("JavaScript", "JavaScript", { isPeer: true });
  const plain = line("plain", "without checkpoints", { base: script });
  const atMost = kernel === RECURSION ? 2 : 1.2;
  const compiled = line("compiled", "compiled checkpoints", { base: plain, bounds: [{ of: "ratio", atMost }] });
  return [script, plain, compiled];
}

/** @param {Row[]} rows */
function means(rows) {
  const ratios = (/** @type {string} */ what) => LOOPS.map((kernel) => ratio(rows, `${kernel}, ${what}`));
  const costs = ratios("compiled checkpoints");
  const toScript = ratios("without checkpoints").map((plain, i) => plain * Number(costs[i]));
  const note = "geometric mean of the ratios of the loops";
  return [
    row(
      GROUP,
      "all loops: compiled checkpoints to none",
      "×",
      { values: [geometricMean(costs)] },
      {
        bounds: [{ of: "median", atMost: 1.05 }],
        note,
      },
    ),
    row(GROUP, "all loops: compiled checkpoints to JavaScript", "×", { values: [geometricMean(toScript)] }, { note }),
  ];
}

/** @param {Row[]} rows @param {string} what */
const ratio = (rows, what) => Number(rows.find((row) => row.what === what)?.ratio);
