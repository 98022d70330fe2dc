import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isPending, open, output, rejection, running, state, succeeded, trail } from "./support.js";

const WAYS = {
  "the event error": (worker) =>
    worker.dispatchEvent(Object.assign(new Event("error"), { message: "RuntimeError: unreachable" })),
  "the event messageerror": (worker) => worker.dispatchEvent(new Event("messageerror")),
  "the fault WORKER_LOST": (worker) =>
    worker.say({ type: "fault", code: "WORKER_LOST", message: "RuntimeError: unreachable" }),
};

describe("a worker that dies", () => {
  for (const [way, die] of Object.entries(WAYS)) {
    it(`by ${way} fails every live task, settles every promise and is terminated`, async (t) => {
      const { holder, worker, task } = await running(t, { inputCapacity: 0 });
      const faults = trail(holder, "fault");
      const other = holder.spawn("echo");
      const pending = [task.pause(), task.resume(), task.cancel(), holder.pauseAll()];
      const sent = rejection(other.send(1));
      const read = rejection(other[Symbol.asyncIterator]().next());
      const streamed = rejection(task.output.getReader().read());

      await die(worker);

      for (const lost of [await rejection(task.result), await rejection(other.result), await read, await streamed]) {
        assert.equal(lost.name, "WorkerLostError");
        assert.equal(lost.code, "WORKER_LOST");
      }
      assert.deepEqual([(await rejection(task.result)).taskId, (await rejection(other.result)).taskName], [1, "echo"]);
      assert.equal((await sent).code, "TASK_ENDED");
      await Promise.all(pending);
      assert.deepEqual([task.state, other.state, holder.tasks.length], ["failed", "failed", 0]);
      assert.equal(worker.terminated, true);
      assert.deepEqual(
        faults.map(({ code, taskId }) => [code, taskId]),
        [["WORKER_LOST", null]],
      );
    });
  }

  it("leaves what was emitted to be read", async (t) => {
    const { worker, task } = await running(t);
    await worker.say(output(task, 1), { type: "fault", code: "WORKER_LOST", message: "gone" });
    const reader = task[Symbol.asyncIterator]();
    assert.equal((await reader.next()).value, 1);
    assert.equal((await rejection(reader.next())).code, "WORKER_LOST");
  });

  it("is replaced by one of the next epoch at the next spawn, not before", async (t) => {
    const { holder, workers, worker } = await running(t);
    await worker.say({ type: "fault", code: "WORKER_LOST", message: "gone" });
    assert.equal(workers.length, 1);

    const task = holder.spawn("ticker");
    const second = workers[1];
    assert.equal((await second.take("start")).epoch, 2);
    assert.equal((await second.take("spawn")).task, task.id);
    await second.say(succeeded(task, "again"));
    assert.equal(await task.result, "again");
    assert.equal(holder.snapshot().epoch, 2);
  });

  it("is not heard any more", async (t) => {
    const { holder, worker, task } = await running(t);
    await worker.say({ type: "fault", code: "WORKER_LOST", message: "gone" }, succeeded(task, 1));
    const faults = trail(holder, "fault");
    worker.dispatchEvent(new Event("error"));
    assert.deepEqual(faults, []);
    assert.equal((await rejection(task.result)).code, "WORKER_LOST");
  });

  it("may be replaced by a listener of its tasks, whose new task lives", async (t) => {
    const { holder, workers, worker, task } = await running(t);
    let again;
    task.addEventListener("statechange", () => {
      again = holder.spawn("ticker");
    });
    await worker.say({ type: "fault", code: "WORKER_LOST", message: "gone" });
    await workers[1].take("spawn");
    await workers[1].say(succeeded(again, 2));
    assert.equal(await again.result, 2);
  });
});

describe("while a lost worker's tasks end one by one", () => {
  it("a listener that terminates the next one and spawns ends it no second time, and the new worker lives", async (t) => {
    const { holder, workers, worker, task } = await running(t);
    const next = holder.spawn("echo");
    await worker.take("spawn");
    let again;
    task.addEventListener("statechange", () => {
      again = holder.spawn("ticker");
      next.terminate();
    });
    const states = trail(next, "statechange");

    task.terminate();

    assert.deepEqual(states, ["failed"]);
    assert.equal((await rejection(next.result)).code, "WORKER_LOST");
    assert.equal(workers[1].terminated, false);
    await workers[1].take("spawn");
    await workers[1].say(succeeded(again, 2));
    assert.equal(await again.result, 2);
  });

  it("an error event without text is not taken for a script that did not load", async (t) => {
    const { worker, task } = await running(t);
    worker.dispatchEvent(new Event("error"));
    assert.equal((await rejection(task.result)).message, "the worker failed");
  });
});

describe("terminate", () => {
  it("fails the task with TERMINATED and its neighbours with WORKER_LOST; the next spawn starts a new worker", async (t) => {
    const { holder, workers, worker, task } = await running(t);
    const faults = trail(holder, "fault");
    const neighbour = holder.spawn("echo");
    await worker.take("spawn");

    task.terminate();

    assert.equal((await rejection(task.result)).code, "TERMINATED");
    assert.equal((await rejection(neighbour.result)).code, "WORKER_LOST");
    assert.equal(worker.terminated, true);
    assert.deepEqual(faults, []);
    holder.spawn("ticker");
    assert.equal((await workers[1].take("start")).epoch, 2);
  });

  it("settles a cancel that was under way", async (t) => {
    const { task } = await running(t);
    const done = task.cancel();
    assert.ok(await isPending(done));
    task.terminate();
    assert.deepEqual(await done, { applied: false, killed: true });
  });
});

describe("a restart", () => {
  const script = {
    onStart: ({ epoch }) =>
      epoch === 2
        ? [{ type: "fault", code: "LOAD_FAILED", message: "404: it is gone" }]
        : [{ type: "ready", protocol: 2, epoch, tasks: [] }],
  };

  it("that fails fails the tasks that waited for it; the next spawn tries again", async (t) => {
    const { holder, workers } = await open(t, {}, script);
    holder.spawn("ticker").terminate();
    const faults = trail(holder, "fault");

    const waiting = [holder.spawn("ticker"), holder.spawn("echo")];
    const sent = rejection(waiting[0].send(1));

    for (const task of waiting) {
      const error = await rejection(task.result);
      assert.deepEqual(
        [error.name, error.code, error.hint, error.taskId],
        ["StartError", "LOAD_FAILED", "404: it is gone", task.id],
      );
    }
    assert.equal((await sent).code, "TASK_ENDED");
    assert.deepEqual(
      faults.map(({ hint }) => hint),
      ["404: it is gone"],
    );
    const third = holder.spawn("ticker");
    await workers[2].take("spawn");
    await workers[2].say(succeeded(third, 3));
    assert.equal(await third.result, 3);
  });

  it("whose worker function throws fails the waiting task, not the spawn", async (t) => {
    const script = {};
    const { holder } = await open(t, {}, script);
    holder.spawn("ticker").terminate();
    script.refusal = "no more workers";
    const task = holder.spawn("ticker");
    assert.match((await rejection(task.result)).hint, /no more workers/);
  });

  it("sends nothing but start before ready, then all that waited, in order", async (t) => {
    const { holder, workers } = await open(
      t,
      {},
      { onStart: ({ epoch }) => epoch === 1 && [{ type: "ready", protocol: 2, epoch, tasks: [] }] },
    );
    holder.spawn("ticker").terminate();
    const task = holder.spawn("echo");
    const paused = task.pause();
    task.trySend(0);
    const second = workers[1];
    assert.deepEqual(
      (await second.rest()).map(({ type }) => type),
      ["start"],
    );

    await second.say({ type: "ready", protocol: 2, epoch: 2, tasks: [] });
    assert.deepEqual(
      (await second.rest()).map(({ type }) => type),
      ["spawn", "pause", "send"],
    );
    await second.say(
      state(task, "paused", { heldBy: ["default"], answer: { command: 1, applied: true, paused: true } }),
    );
    assert.equal((await paused).paused, true);
  });
});
