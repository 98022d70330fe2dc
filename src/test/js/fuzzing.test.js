import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { TaskError } from "../../../web/index.js";
import { about } from "./fuzz/messages.js";
import { messageToPage } from "./fuzz/to-page.js";
import { open, output, state, succeeded, trail } from "./support.js";

/** `MESSAGES=5000 SEED=7 npm test` for so many messages from that seed on. */
const MESSAGES = Number(process.env.MESSAGES ?? 100_000);
const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);

/** In one run, on a client of its own. */
const MOST = 200;
/** In one batch; between two of them the tasks that have ended are spawned again. */
const BATCH = 10;

/** Everything that may wait for the worker. */
function waitForEverything(task) {
  return [
    task.result,
    task.pause("fuzz"),
    task.resume("fuzz"),
    task.send(1),
    task.request(2),
    task[Symbol.asyncIterator]().next(),
  ];
}

describe("100 000 random messages from the worker", () => {
  it("each malformed one is told by its field, nothing throws, nothing hangs, and a bystander's outputs are intact", async (t) => {
    /** For the runs that failed: a worker keeps the process alive. */
    const ends = [];
    t.after(() => {
      for (const end of ends) {
        end();
      }
    });
    let messages = 0;
    let malformed = 0;

    const oneRun = fc.asyncProperty(
      fc.array(messageToPage, { minLength: 1, maxLength: MOST, size: "max" }),
      async (run) => {
        const { holder, worker } = await open({ after: (end) => ends.push(end) }, { killAfterMs: 0, stuckAfterMs: 0 });
        const bystander = holder.spawn("bystander", null, { outputCapacity: MOST });
        const faults = trail(holder, "fault");
        const pending = [];
        const targets = [];
        await worker.say(state(bystander, "running"));

        const expected = [];
        for (let from = 0; from < run.length; from += BATCH) {
          while (targets.filter((it) => holder.tasks.includes(it)).length < 3) {
            const functions = { "": () => 1, f: () => Promise.reject(new Error("no")) };
            const target = holder.spawn("target", null, { functions });
            targets.push(target);
            pending.push(Promise.allSettled(waitForEverything(target)));
          }
          const batch = run.slice(from, from + BATCH);
          const ids = targets.slice(-4).map(({ id }) => id);
          await worker.say(...batch.map((drawn) => about(drawn, ids)), output(bystander, from));
          for (const { flaws, type, message } of batch) {
            if (flaws.length > 0 || type === "fault") {
              expected.push(flaws.length > 0 ? flaws : [message.field ?? null]);
            }
          }
          holder.snapshot();
        }
        await worker.say(succeeded(bystander, "fine"));

        const outputs = [];
        for await (const value of bystander) {
          outputs.push(value);
        }
        assert.equal(await bystander.result, "fine");
        assert.deepEqual(
          outputs,
          Array.from({ length: Math.ceil(run.length / BATCH) }, (_, i) => i * BATCH),
        );
        assert.equal(faults.length, expected.length);
        expected.forEach((fields, i) => {
          assert.equal(faults[i].code, "PROTOCOL");
          assert.ok(fields.includes(faults[i].field), `${faults[i].field} is told, wrong is ${fields}`);
        });

        await holder.close();
        for (const { status, reason } of (await Promise.all(pending)).flat()) {
          assert.ok(status === "fulfilled" || reason instanceof TaskError, reason);
        }
        messages += run.length;
        malformed += expected.length;
      },
    );

    // At once, because what hangs tells nothing at its end.
    console.log(`random messages from seed ${SEED}`);
    const began = performance.now();
    while (messages < MESSAGES) {
      const numRuns = Math.ceil((MESSAGES - messages) / (MOST / 2));
      await fc.assert(oneRun, { seed: SEED + messages, numRuns, includeErrorInReport: true });
    }
    t.diagnostic(
      `${messages} messages, ${malformed} of them malformed, from seed ${SEED} in ${Math.round(performance.now() - began)} ms`,
    );
  });
});
