import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { answer, cancelled, failed, isPending, open, rejection, state, succeeded, trail } from "./support.js";

const LATE = { applied: false, paused: false, heldBy: [] };

/** Brings a task into a state, by the worker's word alone. */
async function taskIn(t, name) {
  const world = await open(t);
  const task = world.holder.spawn("ticker");
  await world.worker.take("spawn");
  const words = {
    new: [],
    running: [state(task, "running")],
    pausing: [state(task, "running"), state(task, "pausing", { heldBy: ["x"] })],
    paused: [state(task, "running"), state(task, "paused", { heldBy: ["x"] })],
    cancelling: [state(task, "running"), state(task, "cancelling")],
    succeeded: [state(task, "running"), succeeded(task, 7)],
    failed: [state(task, "running"), failed(task)],
    cancelled: [state(task, "running"), cancelled(task)],
  };
  await world.worker.say(...words[name], { type: "log", task: null, level: "info", text: "" });
  assert.equal(task.state, name);
  await world.worker.rest();
  return { ...world, worker: world.worker, task };
}

describe("state × command", () => {
  for (const [from, shown] of [
    ["new", "new"],
    ["running", "pausing"],
    ["pausing", "pausing"],
    ["paused", "paused"],
  ]) {
    it(`pause on ${from} shows ${shown}, asks the worker and settles by its answer`, async (t) => {
      const { worker, task } = await taskIn(t, from);
      const paused = task.pause("mine");
      assert.equal(task.state, shown);
      const { hold, command } = await worker.take("pause");
      assert.equal(hold, "mine");
      assert.ok(await isPending(paused));
      await worker.say(state(task, "paused", { heldBy: ["mine"], ...answer(command, true, true) }));
      assert.deepEqual(await paused, { applied: true, paused: true, heldBy: ["mine"] });
      assert.equal(task.state, "paused");
    });
  }

  for (const from of ["new", "running", "pausing", "paused"]) {
    it(`resume on ${from} shows nothing new, asks the worker and settles by its answer`, async (t) => {
      const { worker, task } = await taskIn(t, from);
      const resumed = task.resume();
      assert.equal(task.state, from);
      const { hold, command } = await worker.take("resume");
      assert.equal(hold, "default");
      await worker.say(state(task, "running", answer(command, true, false)));
      assert.deepEqual(await resumed, { applied: true, paused: false, heldBy: [] });
      assert.equal(task.state, "running");
    });
  }

  for (const [from, shown] of [
    ["new", "new"],
    ["running", "cancelling"],
    ["pausing", "cancelling"],
    ["paused", "cancelling"],
  ]) {
    it(`cancel on ${from} shows ${shown} and settles when it has ended`, async (t) => {
      const { worker, task } = await taskIn(t, from);
      const done = task.cancel("enough");
      assert.equal(task.state, shown);
      assert.equal((await worker.take("cancel")).reason, "enough");
      assert.ok(await isPending(done));
      await worker.say(cancelled(task, "enough"));
      assert.deepEqual(await done, { applied: true, killed: false });
      assert.equal(task.state, "cancelled");
      assert.equal((await rejection(task.result)).reason, "enough");
    });
  }

  for (const [from, because] of [
    ["cancelling", "cancelled"],
    ["succeeded", "ended"],
    ["failed", "ended"],
    ["cancelled", "ended"],
  ]) {
    for (const command of ["pause", "resume"]) {
      it(`${command} on ${from} is not applied, and the worker is not asked`, async (t) => {
        const { worker, task } = await taskIn(t, from);
        assert.deepEqual(await task[command](), { ...LATE, because });
        assert.equal(task.state, from);
        assert.deepEqual(await worker.rest(), []);
      });
    }
  }

  it("cancel on cancelling changes nothing and settles when it has ended", async (t) => {
    const { worker, task } = await taskIn(t, "cancelling");
    const done = task.cancel("late");
    assert.ok(await isPending(done));
    assert.deepEqual(await worker.rest(), []);
    await worker.say(cancelled(task, "its own"));
    assert.deepEqual(await done, { applied: false, killed: false });
    assert.equal((await rejection(task.result)).reason, "its own");
  });

  for (const from of ["succeeded", "failed", "cancelled"]) {
    it(`cancel, terminate, closeInput and send on ${from} change nothing`, async (t) => {
      const { worker, task } = await taskIn(t, from);
      assert.deepEqual(await task.cancel(), { applied: false, killed: false });
      task.terminate();
      task.closeInput();
      assert.equal(task.trySend(1), false);
      assert.equal((await rejection(task.send(1))).code, "TASK_ENDED");
      assert.equal(task.state, from);
      assert.equal(worker.terminated, false);
      assert.deepEqual(await worker.rest(), []);
    });
  }

  for (const from of ["new", "running", "pausing", "paused", "cancelling"]) {
    it(`terminate on ${from} fails it with TERMINATED at once`, async (t) => {
      const { worker, task } = await taskIn(t, from);
      task.terminate();
      assert.equal(task.state, "failed");
      assert.equal(worker.terminated, true);
      const error = await rejection(task.result);
      assert.equal(error.name, "WorkerLostError");
      assert.equal(error.code, "TERMINATED");
    });
  }

  for (const from of ["new", "running", "pausing", "paused"]) {
    it(`send on ${from} is posted`, async (t) => {
      const { worker, task } = await taskIn(t, from);
      const sent = task.send(0);
      assert.equal((await worker.take("send")).messages[0], 0);
      await worker.say({ type: "accepted", task: task.id, count: 1, credit: 0 });
      assert.equal(await sent, undefined);
    });
  }

  it("send on cancelling rejects with TASK_ENDED", async (t) => {
    const { task } = await taskIn(t, "cancelling");
    assert.equal((await rejection(task.send(1))).code, "TASK_ENDED");
    assert.equal(task.trySend(1), false);
  });

  it("commands after a cancel on new come too late", async (t) => {
    const { worker, task } = await taskIn(t, "new");
    task.cancel();
    await worker.rest();
    assert.deepEqual(await task.pause(), { ...LATE, because: "cancelled" });
    assert.equal((await rejection(task.send(1))).code, "TASK_ENDED");
    assert.deepEqual(await worker.rest(), []);
  });
});

describe("state", () => {
  it("is announced once for each change, in order", async (t) => {
    const { worker, task } = await taskIn(t, "new");
    const seen = trail(task, "statechange");
    await worker.say(state(task, "running"), state(task, "running"));
    const paused = task.pause();
    const { command } = await worker.take("pause");
    await worker.say(
      state(task, "pausing", { heldBy: ["default"] }),
      state(task, "paused", answer(command, true, true)),
      succeeded(task),
    );
    await paused;
    assert.deepEqual(seen, ["running", "pausing", "paused", "succeeded"]);
  });

  it("stays pausing while an older running is on its way", async (t) => {
    const { worker, task } = await taskIn(t, "running");
    task.pause();
    await worker.say(state(task, "running"));
    assert.equal(task.state, "pausing");
  });

  it("goes back to running when a resume undoes the pause", async (t) => {
    const { worker, task } = await taskIn(t, "running");
    const paused = task.pause();
    const resumed = task.resume();
    const { command: first } = await worker.take("pause");
    const { command: second } = await worker.take("resume");
    await worker.say(
      state(task, "running", answer(first, true, false, "resumed")),
      state(task, "running", answer(second, true, false)),
    );
    assert.deepEqual(await paused, { applied: true, paused: false, because: "resumed", heldBy: [] });
    assert.deepEqual(await resumed, { applied: true, paused: false, heldBy: [] });
    assert.equal(task.state, "running");
  });

  it("never goes back from cancelling", async (t) => {
    const { worker, task } = await taskIn(t, "running");
    task.cancel();
    const seen = trail(task, "statechange");
    await worker.say(state(task, "paused"), state(task, "running"), state(task, "cancelling"), cancelled(task));
    assert.deepEqual(seen, ["cancelled"]);
  });

  it("of a task cancelled while new is cancelling when the worker had started it", async (t) => {
    const { worker, task } = await taskIn(t, "new");
    task.cancel();
    await worker.say(state(task, "running"));
    assert.equal(task.state, "cancelling");
  });

  it("a pause under way when the task ends was not applied", async (t) => {
    const { worker, task } = await taskIn(t, "running");
    const paused = task.pause();
    const resumed = task.resume();
    await worker.say(succeeded(task));
    assert.deepEqual(await paused, { ...LATE, because: "ended" });
    assert.deepEqual(await resumed, { ...LATE, because: "ended" });
  });

  it("a pause that is cancelled settles by the worker's word", async (t) => {
    const { worker, task } = await taskIn(t, "running");
    const paused = task.pause();
    task.cancel();
    const { command } = await worker.take("pause");
    await worker.say(state(task, "cancelling", answer(command, true, false, "cancelled")));
    assert.equal((await paused).because, "cancelled");
  });

  it("an answer to a command nobody gave is harmless", async (t) => {
    const { worker, task } = await taskIn(t, "running");
    await worker.say(state(task, "paused", { heldBy: ["x"], ...answer(99, true, true) }));
    assert.equal(task.state, "paused");
    assert.deepEqual(task.heldBy, ["x"]);
  });

  it("heldBy is the caller's own copy", async (t) => {
    const { task } = await taskIn(t, "paused");
    task.heldBy.push("forged");
    assert.deepEqual(task.heldBy, ["x"]);
  });
});
