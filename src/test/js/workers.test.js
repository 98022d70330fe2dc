import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isPending, open, rejection, running, succeeded } from "./support.js";

describe("an isolated task", () => {
  it("has a worker of its own, which ends with it", async (t) => {
    const { holder, workers, worker, task } = await running(t);
    const alone = holder.spawn("echo", null, { isolated: true });
    assert.equal((await workers[1].take("start")).epoch, 2);
    assert.equal((await workers[1].take("spawn")).task, alone.id);
    assert.deepEqual(holder.tasks, [task, alone]);

    await workers[1].say(succeeded(alone, 1));

    assert.equal(await alone.result, 1);
    assert.deepEqual([workers[1].terminated, worker.terminated], [true, false]);
    assert.deepEqual(holder.tasks, [task]);
  });

  it("outlives the others' worker, and they outlive its", async (t) => {
    const { holder, workers, worker, task } = await running(t);
    const [a, b] = [0, 1].map(() => holder.spawn("echo", null, { isolated: true }));
    await worker.say({ type: "fault", code: "WORKER_LOST", message: "gone" });
    assert.equal((await rejection(task.result)).code, "WORKER_LOST");
    a.terminate();
    assert.equal((await rejection(a.result)).code, "TERMINATED");
    assert.deepEqual(holder.tasks, [b]);
    await workers[2].take("spawn");
    await workers[2].say(succeeded(b, 2));
    assert.equal(await b.result, 2);
  });

  it("whose worker does not start fails alone", async (t) => {
    const { holder, task } = await open(
      t,
      {},
      {
        onStart: ({ epoch }) => [
          epoch === 2
            ? { type: "fault", code: "LOAD_FAILED", message: "404: gone" }
            : { type: "ready", protocol: 2, epoch, tasks: [] },
        ],
      },
    ).then(({ holder }) => ({ holder, task: holder.spawn("ticker") }));
    const alone = holder.spawn("echo", null, { isolated: true });
    assert.equal((await rejection(alone.result)).hint, "404: gone");
    assert.deepEqual(holder.tasks, [task]);
  });

  it("that is restartable goes on in another worker of its own", async (t) => {
    const { holder, workers, task } = await running(t);
    const alone = holder.spawn("echo", null, { isolated: true, restartable: true });
    await workers[1].take("spawn");
    await workers[1].say({ type: "fault", code: "WORKER_LOST", message: "gone" });
    assert.equal((await workers[2].take("spawn")).task, alone.id);
    assert.deepEqual(holder.tasks, [task, alone]);
    await workers[2].say(succeeded(alone, 1));
    assert.equal(workers[2].terminated, true);
  });

  it("is closed with its holder", async (t) => {
    const { holder, workers } = await running(t, {}, { killAfterMs: 0 });
    const alone = holder.spawn("echo", null, { isolated: true });
    await workers[1].take("spawn");
    await holder.close();
    assert.equal((await rejection(alone.result)).code, "TERMINATED");
    assert.deepEqual(
      workers.map(({ terminated }) => terminated),
      [true, true],
    );
  });

  it("with a signal already aborted starts no worker", async (t) => {
    const { holder, workers } = await open(t);
    const alone = holder.spawn("echo", null, { isolated: true, signal: AbortSignal.abort() });
    assert.equal((await rejection(alone.result)).code, "CANCELLED");
    assert.equal(workers.length, 1);
  });
});

describe("several workers", () => {
  it("start when each that runs has a task, and share what comes", async (t) => {
    const { holder, workers } = await open(t, { workers: 2 });
    assert.equal(workers.length, 1);
    const tasks = ["a", "b", "c", "d"].map((name) => holder.spawn(name));
    const names = async (worker) => [(await worker.take("spawn")).name, (await worker.take("spawn")).name];
    assert.deepEqual(await names(workers[0]), ["a", "c"]);
    assert.deepEqual(await names(workers[1]), ["b", "d"]);
    assert.deepEqual(holder.tasks, tasks);
    assert.equal(workers.length, 2);

    await workers[1].say(succeeded(tasks[1]), succeeded(tasks[3]));
    holder.spawn("e");
    assert.equal((await workers[1].take("spawn")).name, "e");
    assert.equal(workers[1].terminated, false);
  });

  it("are lost one by one", async (t) => {
    const { holder, workers } = await open(t, { workers: 2 });
    const [a, b] = [holder.spawn("a"), holder.spawn("b")];
    await workers[1].take("spawn");
    await workers[1].say({ type: "fault", code: "WORKER_LOST", message: "gone" });
    assert.equal((await rejection(b.result)).code, "WORKER_LOST");
    assert.ok(await isPending(a.result));
    assert.equal(workers[0].terminated, false);
  });

  it("all end at close", async (t) => {
    const { holder, workers } = await open(t, { workers: 3, killAfterMs: 0 });
    for (let i = 0; i < 3; i++) {
      holder.spawn("a");
    }
    await holder.close();
    assert.deepEqual(
      workers.map(({ terminated }) => terminated),
      [true, true, true],
    );
    assert.deepEqual(holder.tasks, []);
  });
});
