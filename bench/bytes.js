import { openRaw } from "./raw.js";
import { row } from "./rows.js";

/** @import { Bench, Report } from "./bench.js" */
/** @import { Row } from "./rows.js" */

const GROUP = "bytes";
const SIZES = /** @type {[string, number][]} */ ([
  ["1 kB", 1e3],
  ["64 kB", 64 << 10],
  ["1 MB", 1 << 20],
  ["16 MB", 16 << 20],
]);

/**
 * Blocks of bytes there and back, and from the worker to the page, in milliseconds.
 *
 * @param {Bench} bench
 * @param {Report} report
 * @returns {Promise<Row[]>}
 */
export async function measureBytes(bench, report) {
  const raw = openRaw();
  const holder = await bench.open();
  const echo = holder.spawn("echo");
  const answers = echo[Symbol.asyncIterator]();
  /** @param {unknown} message @param {ArrayBuffer[]} transfer */
  const trip = async (message, transfer) => {
    void echo.send(message, { transfer });
    return (await answers.next()).value;
  };
  /** @type {Row[]} */
  const rows = [];
  try {
    for (const [size, bytes] of bench.choose(SIZES, SIZES.slice(0, 3))) {
      // Those transferred are the same memory again and again, as a page would use it.
      let ours = new ArrayBuffer(bytes);
      let theirs = new ArrayBuffer(bytes);
      const array = new Uint8Array(bytes);
      const measured = await bench.interleave(
        `bytes, ${size}`,
        [
          { what: `raw, copied, ${size}`, measure: timed(() => raw.ask(array)) },
          { what: `typed array, copied, ${size}`, measure: timed(() => trip(array, [])) },
          {
            what: `raw, transferred, ${size}`,
            measure: timed(async () => {
              theirs = (await raw.ask({ moved: theirs }, [theirs])).moved;
            }),
          },
          {
            what: `ArrayBuffer, transferred, ${size}`,
            measure: timed(async () => {
              ours = await trip(ours, [ours]);
            }),
          },
          { what: `raw, worker to page, ${size}`, measure: timed(() => raw.ask({ bytes })) },
          {
            what: `typed array, worker to page, ${size}`,
            measure: timed(async () => {
              for await (const _ of holder.spawn("stream", { count: 1, bytes }));
            }),
          },
        ],
        report,
      );
      /** @type {Row | undefined} */
      let base;
      for (const [what, samples] of measured) {
        const isPeer = what.startsWith("raw");
        const bounds = what.startsWith("ArrayBuffer") ? [{ of: /** @type {const} */ ("median"), atMost: 2 }] : [];
        const made = row(GROUP, what, "ms", samples, { base: isPeer ? undefined : base, bounds, isPeer });
        base = isPeer ? made : base;
        rows.push(made);
      }
    }
    return rows;
  } finally {
    raw.close();
    await holder.close();
  }
}

/** @param {() => Promise<unknown>} what */
const timed = (what) => async () => {
  const start = performance.now();
  await what();
  return performance.now() - start;
};
