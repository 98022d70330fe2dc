import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { answering, open, running, state, succeeded, trail } from "./support.js";

/** A running task, its worker watched with time in the test's hand. */
async function watched(t, options = {}) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const world = await running(t, {}, { stuckAfterMs: 1000, ...options });
  const silences = [];
  for (const type of ["unresponsive", "responsive"]) {
    world.holder.addEventListener(type, ({ detail }) => silences.push([type, ...detail.tasks.map(({ id }) => id)]));
  }
  return Object.assign(world, { silences, tick: (ms) => t.mock.timers.tick(ms) });
}

describe("a worker in which nothing is left to run", () => {
  it("is asked once after something was sent, and not again", async (t) => {
    const { worker, tick } = await watched(t);
    tick(500);
    await answering(worker, 1);
    for (let i = 0; i < 100; i++) {
      tick(500);
    }
    await answering(worker, 1);
  });

  it("is asked again after something was sent", async (t) => {
    const { holder, worker, tick } = await watched(t);
    tick(500);
    await answering(worker, 1);
    holder.spawn("echo");
    await worker.take("spawn");
    tick(500);
    await answering(worker, 2);
  });

  it("is asked again after it woke up by itself", async (t) => {
    const { worker, tick } = await watched(t);
    tick(500);
    await answering(worker, 1);
    await worker.say({ type: "pulse", idle: false });
    tick(500);
    await answering(worker, 2);
  });

  it("is asked again if something was sent while it answered", async (t) => {
    const { task, worker, tick } = await watched(t, {});
    worker.answers = false;
    tick(500);
    await answering(worker, 1);
    task.pause();
    await worker.take("pause");
    await worker.say({ type: "pulse", idle: true });
    tick(500);
    await answering(worker, 2);
  });

  it("leaves no timer on the page", async (t) => {
    const { worker, tick } = await watched(t);
    tick(500);
    await answering(worker, 1);
    const armed = t.mock.method(globalThis, "setTimeout");
    tick(100_000);
    assert.equal(armed.mock.callCount(), 0);
  });
});

describe("a worker that computes", () => {
  it("is asked every half of stuckAfterMs", async (t) => {
    const { worker, silences, tick } = await watched(t);
    worker.idle = false;
    for (let i = 1; i < 6; i++) {
      tick(500);
      await answering(worker, i);
    }
    assert.deepEqual(silences, []);
  });
});

describe("a worker that does not answer", () => {
  it("is told with the tasks that may run, once, and told again when it is back", async (t) => {
    const { holder, worker, silences, tick, task } = await watched(t);
    const paused = holder.spawn("echo");
    await worker.take("spawn");
    await worker.say(state(paused, "paused"));
    worker.answers = false;

    tick(500);
    await answering(worker, 1);
    tick(500);
    tick(499);
    assert.deepEqual(silences, []);
    tick(1);
    tick(60_000);
    assert.deepEqual(silences, [["unresponsive", task.id]]);

    await worker.say({ type: "pulse", idle: false });
    assert.deepEqual(silences, [
      ["unresponsive", task.id],
      ["responsive", task.id],
    ]);
    tick(500);
    await answering(worker, 2);
  });

  it("tells for how long, and of which worker", async (t) => {
    const { holder, worker, tick } = await watched(t);
    const details = trail(holder, "unresponsive");
    const now = t.mock.method(performance, "now", () => 0);
    await worker.say({ type: "pulse", idle: false });
    worker.answers = false;
    now.mock.mockImplementation(() => 500);
    tick(500);
    now.mock.mockImplementation(() => 1000);
    tick(500);
    now.mock.mockImplementation(() => 1500);
    tick(500);
    assert.deepEqual(
      details.map(({ epoch, silentMs }) => [epoch, silentMs]),
      [[1, 1500]],
    );
  });

  it("any message is an answer", async (t) => {
    const { worker, silences, tick, task } = await watched(t);
    worker.answers = false;
    for (let i = 0; i < 8; i++) {
      tick(500);
      await worker.say({ type: "progress", task: task.id, value: 0 });
    }
    assert.deepEqual(silences, []);
  });

  it("is not told when the timers come late: page and worker slept", async (t) => {
    const { worker, silences, tick } = await watched(t);
    worker.answers = false;
    let now = 0;
    t.mock.method(performance, "now", () => now);
    await worker.say({ type: "pulse", idle: false });
    for (let i = 0; i < 10; i++) {
      now += 60_000;
      tick(500);
    }
    assert.deepEqual(silences, []);
    for (let i = 0; i < 3; i++) {
      now += 500;
      tick(500);
    }
    assert.equal(silences.length, 1);
  });

  it("is never told with stuckAfterMs 0", async (t) => {
    const { worker, silences, tick } = await watched(t, { stuckAfterMs: 0 });
    worker.answers = false;
    tick(1e6);
    assert.deepEqual(silences, []);
    assert.equal(worker.asked, 0);
  });

  it("is not told once the worker is gone", async (t) => {
    const { worker, silences, tick, task } = await watched(t);
    worker.answers = false;
    tick(500);
    task.terminate();
    tick(60_000);
    assert.deepEqual(silences, []);
  });

  it("is not told while it starts: that has its own time-out", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const { holder, workers } = await open(
      t,
      { stuckAfterMs: 10, startTimeoutMs: 5000 },
      { onStart: ({ epoch }) => epoch === 1 && [{ type: "ready", protocol: 2, epoch, tasks: [] }] },
    );
    holder.spawn("ticker").terminate();
    const silences = trail(holder, "unresponsive");
    const task = holder.spawn("ticker");
    t.mock.timers.tick(4000);
    assert.deepEqual(silences, []);
    await workers[1].say({ type: "ready", protocol: 2, epoch: 2, tasks: [] });
    await workers[1].say(succeeded(task));
    assert.equal(await task.result, null);
  });
});
