import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cancelled, isPending, open, rejection, running, state, succeeded, trail } from "./support.js";

/** A running task whose holder kills after a second of the test's time. */
function killable(t, options = {}) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  return running(t, options, { killAfterMs: 1000 });
}

describe("a cancelled task that does not end", () => {
  it("fails with TERMINATED after killAfterMs, its neighbours with WORKER_LOST, and the next spawn works", async (t) => {
    const { holder, workers, worker, task } = await killable(t);
    const faults = trail(holder, "fault");
    const neighbour = holder.spawn("echo");
    await worker.take("spawn");
    const done = task.cancel("enough");
    t.mock.timers.tick(999);
    assert.ok(await isPending(done));

    t.mock.timers.tick(1);

    assert.deepEqual(await done, { applied: false, killed: true });
    const error = await rejection(task.result);
    assert.deepEqual([error.name, error.code, task.state], ["WorkerLostError", "TERMINATED", "failed"]);
    assert.match(error.message, /^task 1 \(ticker\) had not ended 1000 ms after its cancel/);
    assert.equal((await rejection(neighbour.result)).code, "WORKER_LOST");
    assert.equal(worker.terminated, true);
    assert.deepEqual(
      faults.map(({ code, taskId }) => [code, taskId]),
      [["TERMINATED", task.id]],
    );
    const next = holder.spawn("ticker");
    await workers[1].take("spawn");
    await workers[1].say(succeeded(next, 1));
    assert.equal(await next.result, 1);
  });

  it("a neighbour that was cancelled with it was not killed for its own sake", async (t) => {
    const { holder, worker, task } = await killable(t);
    const neighbour = holder.spawn("echo");
    await worker.take("spawn");
    task.cancel();
    t.mock.timers.tick(500);
    const done = neighbour.cancel();
    t.mock.timers.tick(500);
    assert.deepEqual(await done, { applied: false, killed: false });
  });

  it("a signal and a time-out lead there too", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const { holder, worker } = await open(t, { killAfterMs: 1000 });
    const controller = new AbortController();
    const task = holder.spawn("ticker", null, { timeoutMs: 500, signal: controller.signal });
    await worker.take("spawn");
    t.mock.timers.tick(500);
    t.mock.timers.tick(1000);
    assert.equal((await rejection(task.result)).code, "TERMINATED");
  });

  it("gets all its time again if the page slept", async (t) => {
    let now = 0;
    t.mock.method(performance, "now", () => now);
    const { task, worker } = await killable(t);
    task.cancel();
    now += 3_600_000;
    t.mock.timers.tick(1000);
    now += 999;
    t.mock.timers.tick(999);
    assert.equal(worker.terminated, false);
    now += 1;
    t.mock.timers.tick(1);
    assert.equal((await rejection(task.result)).code, "TERMINATED");
  });

  it("is not killed while its worker starts", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const { holder, workers } = await open(
      t,
      { killAfterMs: 1000, startTimeoutMs: 5000 },
      { onStart: ({ epoch }) => epoch === 1 && [{ type: "ready", protocol: 2, epoch, tasks: [] }] },
    );
    holder.spawn("ticker").terminate();
    const task = holder.spawn("ticker");
    const done = task.cancel();
    t.mock.timers.tick(2500);
    await workers[1].say({ type: "ready", protocol: 2, epoch: 2, tasks: [] });
    await workers[1].take("cancel");
    await workers[1].say(cancelled(task));
    assert.deepEqual(await done, { applied: true, killed: false });
  });
});

describe("the timer of a kill", () => {
  it("is gone when the task has ended in time", async (t) => {
    const { task, worker } = await killable(t);
    const done = task.cancel();
    await worker.say(cancelled(task));
    assert.deepEqual(await done, { applied: true, killed: false });
    t.mock.timers.tick(60_000);
    assert.equal(worker.terminated, false);
  });

  it("ends with its worker and does nothing to the next", async (t) => {
    const { holder, task, worker, workers } = await killable(t);
    task.cancel();
    t.mock.timers.tick(500);
    await worker.say({ type: "fault", code: "WORKER_LOST", message: "gone" });
    const next = holder.spawn("ticker");
    await workers[1].take("spawn");
    await workers[1].say(state(next, "running"));
    t.mock.timers.tick(60_000);
    assert.equal(workers[1].terminated, false);
    assert.equal(next.state, "running");
  });
});
