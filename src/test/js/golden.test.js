import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findFlaw } from "../../../web/protocol.js";
import { resumePoint } from "../../../web/resume-point.js";
import { golden, open } from "./support.js";

describe("golden files", () => {
  for (const { name, message } of golden("worker-to-page")) {
    it(`the page takes ${name}`, () => {
      assert.equal(findFlaw(message), undefined);
    });
  }

  for (const { name, message, field } of golden("malformed-worker-to-page")) {
    it(`the page refuses ${name}`, () => {
      const flaw = findFlaw(message);
      assert.equal(flaw?.field, field);
      assert.ok(flaw.message.startsWith(`${field}: expected `), flaw.message);
    });
  }

  it("a message of an unknown field is taken, so that a later version may add one", () => {
    assert.equal(findFlaw({ type: "progress", task: 1, value: 0.5, colour: "red" }), undefined);
  });

  it("the page sends every message it has a use for exactly as the golden file has it", async (t) => {
    const cases = new Map(golden("page-to-worker").map(({ name, message }) => [name, message]));
    const { holder, worker } = await open(t, { module: cases.get("start").module });

    const sent = [];
    const ticker = holder.spawn("ticker");
    const echo = holder.spawn(
      "echo",
      {},
      { inputCapacity: 0, outputCapacity: 0, paused: true, priority: "background" },
    );
    ticker.pause();
    echo.pause("all");
    ticker.resume();
    echo.resume("all");
    for (const message of ["hello", null, 0, false, ""]) {
      ticker.send(message).catch(() => {});
    }
    echo.send({ kind: "move", by: [1, -2.5] }).catch(() => {});
    ticker.closeInput();
    echo[Symbol.asyncIterator]()
      .next()
      .catch(() => {});
    sent.push(...(await worker.rest()));
    ticker.cancel("no longer needed");
    echo.cancel({ code: 7, why: "moved" });
    sent.push(...(await worker.rest()));

    const expected = [
      "start",
      "spawn with defaults",
      "spawn paused with capacity 0 both ways",
      "pause with the default hold",
      ["pause with the hold all", { command: 1 }],
      ["resume", { command: 2 }],
      ["resume the hold all", { command: 2 }],
      "send a string",
      "send null",
      "send 0",
      "send false",
      "send an empty string",
      "send an object",
      "closeInput",
      ["credit of one", { task: 2 }],
      "cancel with a string",
      ["cancel with an object", { task: 2 }],
    ].map((it) => (typeof it === "string" ? cases.get(it) : { ...cases.get(it[0]), ...it[1] }));
    assert.deepEqual(sent, expected);
  });

  for (const { name, message } of golden("page-to-worker").filter((it) => it.message.type === "spawn")) {
    if ("restored" in message) {
      it(`a task that is run again is sent ${name}`, () => {
        const point = resumePoint();
        const { restored, ...first } = message;
        point.save({ value: restored, outputs: 1 });

        assert.deepEqual({ ...first, ...point.again() }, message);
      });
      continue;
    }
    it(`the page sends ${name} from its options`, async (t) => {
      const { holder, worker } = await open(t);
      const { type, task, name: taskName, input, ...options } = message;

      holder.spawn(taskName, input, options);

      const sent = await worker.take("spawn");
      assert.deepEqual({ ...sent, task }, { type, task, name: taskName, input, ...options });
    });
  }
});
