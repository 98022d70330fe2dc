import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failed, open, rejection, running, state, succeeded, trail } from "./support.js";

describe("result", () => {
  for (const value of [0, "", false, null, { deep: [0n] }]) {
    it(`is ${JSON.stringify(value, (_, it) => (typeof it === "bigint" ? `${it}n` : it))} as the task returned it`, async (t) => {
      const { worker, task } = await running(t);
      await worker.say(succeeded(task, value));
      assert.deepEqual(await task.result, value);
      assert.equal(task.state, "succeeded");
    });
  }

  it("is null when the worker leaves it out", async (t) => {
    const { worker, task } = await running(t);
    await worker.say({ type: "outcome", task: task.id, outcome: "succeeded" });
    assert.equal(await task.result, null);
  });

  it("comes once: a second outcome is ignored", async (t) => {
    const { worker, task, holder } = await running(t);
    const faults = trail(holder, "fault");
    await worker.say(succeeded(task, 1), failed(task));
    assert.equal(await task.result, 1);
    assert.deepEqual(faults, []);
  });

  it("of a task that succeeded before the cancel arrived stands, and the cancel was not applied", async (t) => {
    const { worker, task } = await running(t);
    const done = task.cancel();
    await worker.say(succeeded(task, 5));
    assert.deepEqual(await done, { applied: false, killed: false });
    assert.equal(await task.result, 5);
  });

  it("of a task whose clean-up threw is that failure, and it was not cancelled", async (t) => {
    const { worker, task } = await running(t);
    const done = task.cancel();
    await worker.say(state(task, "cancelling"), failed(task));
    assert.deepEqual(await done, { applied: false, killed: false });
    assert.equal((await rejection(task.result)).code, "FAILED");
  });

  it("an ended task leaves the holder", async (t) => {
    const { worker, task, holder } = await running(t);
    await worker.say(succeeded(task));
    assert.deepEqual(holder.tasks, []);
    assert.deepEqual(holder.snapshot().tasks, []);
  });
});

describe("progress and clocks", () => {
  it("progress is null until the task tells, 0 included", async (t) => {
    const { worker, task } = await running(t);
    const seen = trail(task, "progress");
    assert.equal(task.progress, null);
    await worker.say({ type: "progress", task: task.id, value: 0 }, { type: "progress", task: task.id, value: 1 });
    assert.deepEqual(seen, [0, 1]);
  });

  it("elapsed time runs from spawn to end, active time only while running", async (t) => {
    let now = 1000;
    t.mock.method(performance, "now", () => now);
    const { holder, worker } = await open(t);
    const task = holder.spawn("ticker");
    await worker.take("spawn");
    now += 10;
    await worker.say(state(task, "running"));
    now += 20;
    await worker.say(state(task, "paused"));
    now += 40;
    assert.deepEqual([task.elapsedMs, task.activeMs], [70, 20]);
    await worker.say(state(task, "running"));
    now += 5;
    assert.deepEqual([task.elapsedMs, task.activeMs], [75, 25]);
    await worker.say(succeeded(task));
    now += 1000;
    assert.deepEqual([task.elapsedMs, task.activeMs], [75, 25]);
  });
});
