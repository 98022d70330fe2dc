import { comlinkWorker, loadComlink, loadWorkerpool, openPool } from "./peers.js";
import { openRaw } from "./raw.js";
import { row } from "./rows.js";

/** @import { TaskHolder } from "../web/index.js" */
/** @import { Bench, Report } from "./bench.js" */
/** @import { Bound, Row, Samples } from "./rows.js" */

const GROUP = "messages";
const AHEAD = "outputs ahead of a reader that reads none, capacity 100";

/**
 * A number there and back, calls at once, and outputs.
 *
 * @param {Bench} bench
 * @param {Report} report
 * @returns {Promise<Row[]>}
 */
export async function measureMessages(bench, report) {
  const trips = bench.choose(2_000, 100);
  const calls = bench.choose(10_000, 200);
  const outputs = bench.choose(50_000, 1_000);
  const raw = openRaw();
  const holder = await bench.open();
  const peers = await openPeers();
  const echo = holder.spawn("echo");
  const answers = echo[Symbol.asyncIterator]();
  const roomy = holder.spawn("echo", null, { inputCapacity: calls });
  const numbers = Array.from({ length: calls }, (_, i) => i);
  /** @param {(i: number) => Promise<unknown>} trip */
  const eachTrip = (trip) => async () => {
    const start = performance.now();
    for (let i = 0; i < trips; i++) await trip(i);
    return ((performance.now() - start) * 1_000) / trips;
  };
  /** @param {number} count @param {() => Promise<unknown>} all */
  const perSecond = (count, all) => async () => {
    const start = performance.now();
    await all();
    return (count * 1_000) / (performance.now() - start);
  };
  /** @param {(i: number) => Promise<unknown>} call */
  const together = (call) => perSecond(calls, () => Promise.all(numbers.map(call)));
  /** @param {number} outputCapacity */
  const read = (outputCapacity) =>
    perSecond(outputs, async () => {
      for await (const _ of holder.spawn("stream", { count: outputs }, { outputCapacity }));
    });

  try {
    return [
      ...rows(
        "µs",
        await bench.interleave(
          "there and back",
          [
            { what: "raw, there and back", measure: eachTrip((i) => raw.ask(i)) },
            { what: "Comlink, there and back", measure: eachTrip(peers.comlink) },
            { what: "workerpool, there and back", measure: eachTrip(peers.workerpool) },
            {
              what: "send, then the output",
              measure: eachTrip((i) => {
                void echo.send(i);
                return answers.next();
              }),
            },
            { what: "request", measure: eachTrip((i) => echo.request(i)) },
          ],
          report,
        ),
        { "send, then the output": [{ of: "ratio", atMost: 1.25 }] },
      ),
      ...withComlink(
        await bench.interleave(
          "calls at once",
          [
            { what: "raw, all at once", measure: perSecond(calls, () => raw.askAll(numbers, calls)) },
            { what: "Comlink, all at once", measure: together(peers.comlink) },
            { what: "workerpool, all at once", measure: together(peers.workerpool) },
            { what: "requests, inbox of 100", measure: together((i) => echo.request(i)) },
            { what: "requests, inbox for all", measure: together((i) => roomy.request(i)) },
          ],
          report,
        ),
      ),
      ...rows(
        "/s",
        await bench.interleave(
          "outputs",
          [
            {
              what: "raw, one message each",
              measure: perSecond(outputs, () => raw.askAll([{ count: outputs }], outputs)),
            },
            { what: "outputs, capacity 100", measure: read(100) },
            { what: "outputs, capacity 10 000", measure: read(10_000) },
          ],
          report,
        ),
        {
          "outputs, capacity 100": [{ of: "ratio", atLeast: 10 }],
          "outputs, capacity 10 000": [{ of: "ratio", atLeast: 10 }],
        },
      ),
      row(GROUP, AHEAD, "", { values: [await depthAhead(holder)] }, { bounds: [{ of: "highest", atMost: 100 }] }),
    ];
  } finally {
    raw.close();
    peers.close();
    await holder.close();
  }
}

/**
 * Calls at once, ours compared with Comlink too.
 * @param {Map<string, Samples>} measured
 */
function withComlink(measured) {
  const ours = ["requests, inbox of 100", "requests, inbox for all"];
  /** @type {Bound} */
  const toRaw = { of: "ratio", atLeast: 2 };
  const made = rows("/s", measured, Object.fromEntries(ours.map((what) => [what, [toRaw]])));
  const comlink = made.find(({ what }) => what === "Comlink, all at once");
  const toComlink = ours.map((name) => {
    const { median } = made.find(({ what }) => what === name) ?? {};
    const samples =
      median && comlink?.median ? { values: [median / comlink.median] } : { values: [], note: comlink?.note };
    return row(GROUP, `${name}: to Comlink`, "×", samples, { bounds: [{ of: "median", atLeast: 5 }] });
  });
  return [...made, ...toComlink];
}

/** How far a task gets before a reader who does not read: as told by the buffer once it stands still. @param {TaskHolder} holder */
async function depthAhead(holder) {
  const task = holder.spawn("stream", { count: 10_000 });
  let before = -1;
  while (task.buffered !== before || before === 0) {
    before = task.buffered;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await task.cancel();
  return before;
}

/** The peers' echo; one that is not installed throws when it is called. */
async function openPeers() {
  /** @type {(() => void)[]} */
  const closers = [];
  /** @param {() => Promise<(i: number) => Promise<unknown>>} open */
  const peer = async (open) => {
    try {
      return await open();
    } catch (missing) {
      return () => Promise.reject(missing);
    }
  };
  const comlink = await peer(async () => {
    const { wrap } = await loadComlink();
    const worker = comlinkWorker();
    closers.push(() => worker.terminate());
    const api = wrap(worker);
    return (i) => api.echo(i);
  });
  const workerpool = await peer(async () => {
    const pool = openPool(await loadWorkerpool());
    closers.push(() => void pool.terminate(true));
    return (i) => pool.exec("echo", [i]);
  });
  return { comlink, workerpool, close: () => closers.forEach((close) => void close()) };
}

/**
 * The first is what the others are compared with.
 * @param {string} unit
 * @param {Map<string, Samples>} measured
 * @param {Record<string, Bound[]>} bounds
 */
function rows(unit, measured, bounds) {
  /** @type {Row | undefined} */
  let base;
  return [...measured].map(([what, samples]) => {
    const made = row(GROUP, what, unit, samples, {
      base,
      bounds: bounds[what] ?? [],
      isPeer: /^(raw|Comlink|workerpool)/.test(what),
    });
    base ??= made;
    return made;
  });
}
