import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { answer, cancelled, isPending, open, rejection, running, state, succeeded } from "./support.js";

describe("close", () => {
  it("cancels all tasks, waits for them and terminates the worker", async (t) => {
    const { holder, worker, task } = await running(t, {}, { killAfterMs: 60_000 });
    const other = holder.spawn("echo");
    const closing = holder.close();
    await worker.take("cancel");
    assert.ok(await isPending(closing));
    assert.equal(worker.terminated, false);
    await worker.say(cancelled(task), succeeded(other, 1));
    await closing;
    assert.equal(worker.terminated, true);
    assert.equal((await rejection(task.result)).reason, "the holder is closed");
    assert.equal(await other.result, 1);
  });

  it("gives up on tasks that have not ended after killAfterMs", async (t) => {
    const { holder, worker, task } = await running(t, {}, { killAfterMs: 500 });
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const closing = holder.close();
    t.mock.timers.tick(500);
    await closing;
    assert.equal(worker.terminated, true);
    const error = await rejection(task.result);
    assert.deepEqual([error.name, error.code], ["WorkerLostError", "TERMINATED"]);
  });

  it("is idempotent", async (t) => {
    const { holder } = await open(t);
    assert.equal(holder.close(), holder.close());
    await holder.close();
  });

  it("makes spawn throw StartError, with nothing detached", async (t) => {
    const { holder, workers } = await open(t);
    await holder.close();
    const buffer = new ArrayBuffer(1);
    assert.throws(() => holder.spawn("ticker", buffer, { transfer: [buffer] }), {
      name: "StartError",
      message: "the holder is closed",
    });
    assert.equal(buffer.byteLength, 1);
    assert.equal(workers.length, 1);
    assert.equal(holder.snapshot().closed, true);
  });

  it("refuses what a listener of a cancelled task spawns", async (t) => {
    const { holder, worker, task, workers } = await running(t, {}, { killAfterMs: 60_000 });
    const refusals = [];
    task.addEventListener("statechange", () => {
      try {
        holder.spawn("echo");
      } catch (error) {
        refusals.push(error.message);
      }
    });
    const closing = holder.close();
    await worker.say(cancelled(task));
    await closing;
    assert.deepEqual(refusals, ["the holder is closed", "the holder is closed"]);
    assert.equal(workers.length, 1);
  });

  it("settles at once when the worker dies meanwhile", async (t) => {
    const { holder, worker } = await running(t, {}, { killAfterMs: 60_000 });
    const closing = holder.close();
    await worker.say({ type: "fault", code: "WORKER_LOST", message: "gone" });
    await closing;
  });

  it("works when there is no worker", async (t) => {
    const { holder, task } = await running(t);
    task.terminate();
    await holder.close();
  });

  it("is what await using calls", async (t) => {
    const { holder, worker } = await open(t);
    await holder[Symbol.asyncDispose]();
    assert.equal(worker.terminated, true);
  });
});

describe("pauseAll and resumeAll", () => {
  it("use the hold all and settle when each task has answered or ended", async (t) => {
    const { holder, worker, task } = await running(t);
    const ending = holder.spawn("echo");
    const paused = holder.pauseAll();
    const asked = [await worker.take("pause"), await worker.take("pause")];
    assert.deepEqual(
      asked.map(({ hold }) => hold),
      ["all", "all"],
    );
    await worker.say(state(task, "paused", { heldBy: ["all"], ...answer(asked[0].command, true, true) }));
    assert.ok(await isPending(paused));
    await worker.say(succeeded(ending));
    assert.deepEqual(
      (await paused).map(({ applied }) => applied),
      [true, false],
    );

    const resumed = holder.resumeAll();
    const { hold, command } = await worker.take("resume");
    assert.equal(hold, "all");
    await worker.say(state(task, "running", answer(command, true, false)));
    assert.deepEqual(
      (await resumed).map(({ applied }) => applied),
      [true],
    );
  });

  it("settle at once when there are no tasks", async (t) => {
    const { holder } = await open(t);
    assert.deepEqual([await holder.pauseAll(), await holder.resumeAll()], [[], []]);
  });
});

describe("snapshot", () => {
  it("is plain data about the live tasks", async (t) => {
    const { holder, worker, task } = await running(t);
    t.mock.method(performance, "now", () => Number.NaN);
    await worker.say({ type: "output", task: 1, values: [1] });
    task.trySend(1);
    const { tasks } = structuredClone(holder.snapshot());
    const { elapsedMs, activeMs, ...rest } = tasks[0];
    assert.deepEqual([typeof elapsedMs, typeof activeMs], ["number", "number"]);
    assert.deepEqual(rest, {
      id: 1,
      name: "ticker",
      state: "running",
      heldBy: [],
      progress: null,
      buffered: 1,
      sending: 1,
      children: [],
    });
  });
});
