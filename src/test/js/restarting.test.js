import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accepted, answer, isPending, open, output, rejection, running, state, succeeded, trail } from "./support.js";

const gone = { type: "fault", code: "WORKER_LOST", message: "gone" };
const ready = (epoch) => ({ type: "ready", protocol: 2, epoch, tasks: [] });

const saved = ({ id }, value, outputs) => ({ type: "saved", task: id, value, outputs });

/** Loses the worker on purpose, which is not counted. */
const lose = (holder) => holder.spawn("echo").terminate();

/** Reads a task to its end. */
async function all(task) {
  const outputs = [];
  for await (const output of task) {
    outputs.push(output);
  }
  return outputs;
}

/** A restartable task that runs. */
const restartable = (t, options = {}, openOptions = {}) => running(t, { restartable: true, ...options }, openOptions);

describe("a restartable task that loses its worker", () => {
  it("is spawned in the next one at once, as it was, before its neighbours end", async (t) => {
    const { holder, workers, worker, task } = await restartable(t, { priority: "background", inputCapacity: 7 });
    const [first] = worker.batches.flat().filter(({ type }) => type === "spawn");
    const neighbour = holder.spawn("echo");
    await worker.take("spawn");
    let later;
    neighbour.addEventListener("statechange", () => {
      later = holder.spawn("echo");
    });
    const told = trail(task, "statechange", "restarted");

    await worker.say(gone);

    assert.equal((await rejection(neighbour.result)).code, "WORKER_LOST");
    assert.deepEqual(await workers[1].take("spawn"), first);
    assert.equal((await workers[1].take("spawn")).task, later.id);
    assert.equal(told[0], "new");
    assert.deepEqual([told[1].error.code, told[1].first, told[1].undelivered], ["WORKER_LOST", 0, 0]);
    assert.deepEqual([task.state, holder.tasks], ["new", [task, later]]);
    await workers[1].say(state(task, "running"), succeeded(task, 5));
    assert.equal(await task.result, 5);
  });

  it("keeps its input, even what was to be moved", async (t) => {
    const { holder, workers, worker } = await open(t);
    const bytes = Uint8Array.of(1, 2);
    holder.spawn("ticker", { bytes }, { restartable: true, transfer: [bytes.buffer] });
    await worker.take("spawn");
    await worker.say(gone);
    assert.deepEqual((await workers[1].take("spawn")).input.bytes, Uint8Array.of(1, 2));
  });

  it("passes over the outputs that the page has had, read or not", async (t) => {
    const { workers, worker, task } = await restartable(t);
    const reader = task[Symbol.asyncIterator]();
    await worker.say(output(task, 0, 1), output(task, 2));
    assert.equal((await reader.next()).value, 0);

    await worker.say(gone);
    await workers[1].take("spawn");
    await workers[1].say(output(task, 0), output(task, 1, 2, 3), output(task, 4), succeeded(task));

    const read = [];
    for await (const value of reader) {
      read.push(value);
    }
    assert.deepEqual(read, [1, 2, 3, 4]);
  });

  it("goes on from its last save: what came after it is passed over, what came before it does not come", async (t) => {
    const { holder, workers, worker, task } = await restartable(t);
    const told = trail(task, "restarted");
    const outputs = all(task);
    // The third output is of the same turn as the save, and after it.
    await worker.say(output(task, 0, 1, 2), saved(task, "after 2", 2), output(task, 3));
    lose(holder);

    assert.equal((await workers[1].take("spawn")).restored, "after 2");
    await workers[1].say(state(task, "running"), output(task, 2, 3, 4), saved(task, "after 4", 2));
    lose(holder);
    assert.equal((await workers[2].take("spawn")).restored, "after 4");
    await workers[2].say(output(task, 4), output(task, 5));
    lose(holder);
    assert.equal((await workers[3].take("spawn")).restored, "after 4");
    await workers[3].say(output(task, 4), output(task, 5, 6), succeeded(task));

    assert.deepEqual(await outputs, [0, 1, 2, 3, 4, 5, 6]);
    assert.deepEqual(
      told.map(({ first }) => first),
      [2, 4, 4],
    );
  });

  it("has what it saved in every run, bytes and all", async (t) => {
    const { holder, workers, worker, task } = await restartable(t);
    await worker.say(saved(task, { bytes: Uint8Array.of(1, 2), buffer: Uint8Array.of(3).buffer }, 0));
    for (const epoch of [1, 2, 3]) {
      lose(holder);
      const { restored } = await workers[epoch].take("spawn");
      assert.deepEqual([[...restored.bytes], [...new Uint8Array(restored.buffer)]], [[1, 2], [3]]);
    }
  });

  it("does not go on from what a lost worker saves too late", async (t) => {
    const { holder, workers, worker, task } = await restartable(t);
    const outputs = all(task);
    await worker.say(output(task, 0), saved(task, "in time", 1), gone, output(task, 1), saved(task, "too late", 2));
    assert.equal((await workers[1].take("spawn")).restored, "in time");
    await workers[1].say(output(task, 1));
    lose(holder);
    assert.equal((await workers[2].take("spawn")).restored, "in time");
    await workers[2].say(output(task, 1), succeeded(task));
    assert.deepEqual(await outputs, [0, 1]);
  });

  it("may emit no more at once than there is room for, and gets credit for what is passed over", async (t) => {
    const { workers, worker, task } = await restartable(t, { outputCapacity: 4 });
    await worker.say(output(task, 0, 1, 2));
    await worker.say(gone);
    assert.equal((await workers[1].take("spawn")).outputCapacity, 1);
    await workers[1].say(output(task, 0));
    await task[Symbol.asyncIterator]().next();
    assert.equal((await workers[1].take("credit")).count, 2);
  });

  it("with capacity 0 gets credit when somebody waits", async (t) => {
    const { workers, worker, task } = await restartable(t, { outputCapacity: 0 });
    const read = task[Symbol.asyncIterator]().next();
    await worker.take("credit");
    await worker.say(gone);
    assert.equal((await workers[1].take("credit")).count, 1);
    await workers[1].say(output(task, "a"));
    assert.equal((await read).value, "a");
  });

  it("gets what was not accepted, in order, and the end of its input; the rest is lost and counted", async (t) => {
    const { workers, worker, task } = await restartable(t, { inputCapacity: 3 });
    const told = trail(task, "restarted");
    const sent = [0, 1, 2, 3, 4].map((message) => task.send(message));
    task.closeInput();
    await worker.say(accepted(task, 2, 1));
    await Promise.all(sent.slice(0, 2));

    await worker.say(gone);
    const second = workers[1];
    await second.take("spawn");
    assert.deepEqual(
      (await second.rest()).map(({ type, messages }) => messages?.[0] ?? type),
      ["start", 2, 3, 4, "closeInput"],
    );
    assert.equal(told[0].undelivered, 1);
    await second.say(accepted(task, 3, 3));
    await Promise.all(sent);
  });

  it("gets a message whose buffer was to be moved", async (t) => {
    const { workers, worker, task } = await restartable(t);
    const buffer = Uint8Array.of(7).buffer;
    task.send(buffer, { transfer: [buffer] }).catch(() => {});
    await worker.take("send");
    await worker.say(gone);
    assert.deepEqual(new Uint8Array((await workers[1].take("send")).messages[0]), Uint8Array.of(7));
  });

  it("rejects the requests it had accepted and gets the others", async (t) => {
    const { workers, worker, task } = await restartable(t, { inputCapacity: 1 });
    const [had, has] = [task.request("a"), task.request("b")];
    const refused = rejection(had);
    await worker.say(accepted(task, 1, 0));
    await worker.say(gone);
    assert.equal((await refused).code, "WORKER_LOST");
    const { request } = await workers[1].take("send");
    await workers[1].say(accepted(task, 1, 1), { type: "reply", task: task.id, request, values: ["B"] });
    assert.equal(await has, "B");
  });

  it("is held as it was, and its commands are answered by the new run", async (t) => {
    const { workers, worker, task } = await restartable(t);
    const held = task.pause();
    await worker.say(state(task, "paused", { heldBy: ["default", "mine"], ...answer(1, true, true) }));
    await held;
    const resumed = task.resume();
    await worker.say(gone);
    assert.equal((await workers[1].take("spawn")).paused, true);
    assert.equal((await workers[1].take("pause")).hold, "mine");
    const { hold, command } = await workers[1].take("resume");
    assert.equal(hold, "default");
    assert.ok(await isPending(resumed));
    await workers[1].say(state(task, "paused", { heldBy: ["mine"], ...answer(command, true, true) }));
    assert.deepEqual((await resumed).heldBy, ["mine"]);
  });

  it("that was resumed before it began is not held again", async (t) => {
    const { workers, worker, task } = await restartable(t, { paused: true });
    const resumed = task.resume();
    await worker.say(state(task, "new", answer(1, true, false)));
    await resumed;
    await worker.say(gone);
    assert.equal((await workers[1].take("spawn")).paused, false);
  });

  it("forgets its children, and its calls are not waited for", async (t) => {
    let aborted;
    const ask = (_, { signal }) =>
      new Promise(() => {
        signal.addEventListener("abort", () => {
          aborted = true;
        });
      });
    const { worker, task } = await restartable(t, { functions: { ask } });
    await worker.say(
      { type: "children", task: task.id, children: [{ child: 1, parent: 0, name: "c", state: "running" }] },
      { type: "call", task: task.id, call: 1, function: "ask", argument: null },
    );
    assert.equal(task.children.length, 1);
    await worker.say(gone);
    assert.deepEqual([task.children, aborted], [[], true]);
  });

  it("is not spawned again when it was cancelled, or terminated itself, or its holder is closed", async (t) => {
    for (const end of [
      async ({ task, worker }) => {
        task.cancel();
        await worker.say(gone);
      },
      async ({ task, worker }) => {
        await worker.say(state(task, "cancelling"), gone);
      },
      async ({ task }) => task.terminate(),
    ]) {
      const world = await restartable(t);
      await end(world);
      assert.equal((await rejection(world.task.result)).name, "WorkerLostError");
      assert.equal(world.workers.length, 1);
    }
  });

  it("goes on when a neighbour is terminated or killed", async (t) => {
    const { holder, workers, worker, task } = await restartable(t);
    const neighbour = holder.spawn("echo");
    await worker.take("spawn");
    neighbour.terminate();
    assert.equal((await rejection(neighbour.result)).code, "TERMINATED");
    await workers[1].take("spawn");
    await workers[1].say(state(task, "running"), succeeded(task, 1));
    assert.equal(await task.result, 1);
  });

  it("is told as restarted only if its worker had started", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const { holder, workers } = await open(
      t,
      {},
      { onStart: ({ epoch }) => [epoch === 2 ? { ...gone, code: "LOAD_FAILED" } : ready(epoch)] },
    );
    holder.spawn("ticker").terminate();
    const task = holder.spawn("ticker", null, { restartable: true });
    const told = trail(task, "restarted");
    await new Promise((resolve) => holder.addEventListener("fault", resolve));
    assert.equal((await workers[2].take("spawn")).task, task.id);
    assert.deepEqual(told, []);
  });
});
