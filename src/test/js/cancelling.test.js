import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { describe, it } from "node:test";
import { cancelled, open, rejection, running, state, succeeded } from "./support.js";

describe("the reason of a cancel", () => {
  for (const [what, reason, onTheWire] of [
    ["undefined", undefined, null],
    ["null", null, null],
    ["a falsy value", 0, 0],
    ["plain data", { why: ["moved"] }, { why: ["moved"] }],
    ["an error", new RangeError("too far"), "RangeError: too far"],
    ["a symbol", Symbol("stop"), "Symbol(stop)"],
    ["what has no text", Object.create(null, { f: { value() {}, enumerable: true } }), null],
    ["an array whose text throws", [Symbol("s")], null],
    ["an array of what has no text", [() => 1, Object.create(null)], null],
    ["an object whose text is none", { toString: () => () => 1 }, null],
  ]) {
    it(`${what} is the very one in the error, and plain data on the wire`, async (t) => {
      const { worker, task } = await running(t);
      task.cancel(reason);
      assert.deepEqual((await worker.take("cancel")).reason, onTheWire);
      await worker.say(cancelled(task, onTheWire));
      const error = await rejection(task.result);
      assert.equal(error.name, "TaskCancelledError");
      assert.equal(error.code, "CANCELLED");
      assert.equal(error.reason, reason);
    });
  }

  it("stays the first one, and it is sent once", async (t) => {
    const { worker, task } = await running(t);
    const [first, second] = [task.cancel("first"), task.cancel("second")];
    await worker.say(cancelled(task, "first"));
    assert.deepEqual(
      [await first, await second],
      [
        { applied: true, killed: false },
        { applied: false, killed: false },
      ],
    );
    assert.equal((await rejection(task.result)).reason, "first");
    assert.equal((await worker.rest()).filter(({ type }) => type === "cancel").length, 1);
  });

  it("is the task's own when the page did not cancel", async (t) => {
    const { worker, task } = await running(t);
    await worker.say(cancelled(task, { own: true }));
    assert.deepEqual((await rejection(task.result)).reason, { own: true });
  });
});

describe("a signal", () => {
  it("already aborted: the task never starts and is cancelled with its reason", async (t) => {
    const { holder, worker } = await open(t);
    const reason = new Error("gone");
    const task = holder.spawn("ticker", null, { signal: AbortSignal.abort(reason) });
    assert.equal(task.state, "cancelled");
    assert.equal((await rejection(task.result)).reason, reason);
    assert.deepEqual(await task.cancel(), { applied: false, killed: false });
    assert.deepEqual(holder.tasks, []);
    assert.deepEqual(
      (await worker.rest()).map(({ type }) => type),
      ["start"],
    );
  });

  it("aborted later: the task is cancelled with its very reason", async (t) => {
    const controller = new AbortController();
    const { worker, task } = await running(t, { signal: controller.signal });
    const reason = { moved: true };
    controller.abort(reason);
    assert.equal(task.state, "cancelling");
    assert.deepEqual((await worker.take("cancel")).reason, reason);
    await worker.say(cancelled(task));
    assert.equal((await rejection(task.result)).reason, reason);
  });

  it("aborted for a reason that has no text cancels the task all the same", async (t) => {
    const controller = new AbortController();
    const { worker, task } = await running(t, { signal: controller.signal });
    controller.abort([Symbol("s")]);
    assert.equal(task.state, "cancelling");
    assert.equal((await worker.take("cancel")).reason, null);
  });

  it("is not listened to after the end", async (t) => {
    const { signal } = new AbortController();
    const { worker, task } = await running(t, { signal });
    assert.equal(getEventListeners(signal, "abort").length, 1);
    await worker.say(succeeded(task));
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });

  it("already aborted is not listened to", async (t) => {
    const { holder } = await open(t);
    const signal = AbortSignal.abort();
    holder.spawn("ticker", null, { signal });
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });
});

describe("timeoutMs", () => {
  it("cancels the task; its result rejects with TaskTimeoutError when it has ended", async (t) => {
    const { holder, worker } = await open(t);
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const task = holder.spawn("ticker", null, { timeoutMs: 60 });
    await worker.take("spawn");
    t.mock.timers.tick(59);
    assert.equal(task.state, "new");
    t.mock.timers.tick(1);
    const { reason } = await worker.take("cancel");
    assert.equal(reason, "TaskTimeoutError: task 1 (ticker) did not end within 60 ms");
    await worker.say(cancelled(task, reason));
    const error = await rejection(task.result);
    assert.equal(error.name, "TaskTimeoutError");
    assert.equal(error.code, "TIMEOUT");
    assert.equal(error.timeoutMs, 60);
    assert.equal(task.state, "cancelled");
  });

  it("runs while the task is paused: of the page's time, not the task's (law T2)", async (t) => {
    const { holder, worker } = await open(t);
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const task = holder.spawn("ticker", null, { timeoutMs: 60, paused: true });
    await worker.take("spawn");
    await worker.say(state(task, "paused"));
    t.mock.timers.tick(59);
    assert.equal(task.state, "paused");
    t.mock.timers.tick(1);
    const { reason } = await worker.take("cancel");
    assert.equal(reason, "TaskTimeoutError: task 1 (ticker) did not end within 60 ms");
  });

  it("does not matter after a cancel: the first reason stays", async (t) => {
    const { holder, worker } = await open(t);
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const task = holder.spawn("ticker", null, { timeoutMs: 60 });
    await worker.take("spawn");
    task.cancel("mine");
    t.mock.timers.tick(60);
    await worker.say(cancelled(task));
    assert.equal((await rejection(task.result)).reason, "mine");
  });

  it("leaves no timer behind when the task ends before", async (t) => {
    const cleared = t.mock.method(globalThis, "clearTimeout");
    const { holder, worker } = await open(t);
    const armed = t.mock.method(globalThis, "setTimeout");
    const task = holder.spawn("ticker", null, { timeoutMs: 60_000 });
    await worker.take("spawn");
    await worker.say(succeeded(task));
    const timers = armed.mock.calls.filter(({ arguments: [, delay] }) => delay === 60_000).map(({ result }) => result);
    assert.equal(timers.length, 1);
    assert.ok(cleared.mock.calls.some(({ arguments: [timer] }) => timer === timers[0]));
  });
});
