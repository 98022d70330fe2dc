import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cancelled, failed, isPending, output, rejection, running, state, succeeded } from "./support.js";

const credits = (messages) => messages.filter(({ type }) => type === "credit").map(({ count }) => count);

describe("reading the stream", () => {
  it("gives the outputs and closes", async (t) => {
    const { worker, task } = await running(t);
    await worker.say(output(task, 0, null), succeeded(task));
    const values = [];
    for await (const value of task.output) {
      values.push(value);
    }
    assert.deepEqual(values, [0, null]);
  });

  it("is the same stream each time", async (t) => {
    const { task } = await running(t);
    assert.equal(task.output, task.output);
  });

  it("pulls nothing before it is read, with capacity 0", async (t) => {
    const { worker, task } = await running(t, { outputCapacity: 0 });
    const reader = task.output.getReader();
    assert.deepEqual(credits(await worker.rest()), []);
    const read = reader.read();
    assert.deepEqual(credits(await worker.rest()), [1]);
    await worker.say(output(task, 7));
    assert.deepEqual(await read, { done: false, value: 7 });
  });

  it("gives what was emitted, then the error of the result", async (t) => {
    const { worker, task } = await running(t);
    await worker.say(output(task, 1), failed(task));
    const reader = task.output.getReader();
    assert.deepEqual(await reader.read(), { done: false, value: 1 });
    const error = await rejection(reader.read());
    assert.equal(error, await rejection(task.result));
    assert.equal(await rejection(reader.closed), error);
  });

  it("a read under way when the task fails rejects with the error", async (t) => {
    const { worker, task } = await running(t);
    const reader = task.output.getReader();
    const read = reader.read();
    await worker.say(failed(task));
    assert.equal((await rejection(read)).code, "FAILED");
  });

  it("a read under way when the task succeeds is done", async (t) => {
    const { worker, task } = await running(t);
    const read = task.output.getReader().read();
    await worker.say(succeeded(task));
    assert.deepEqual(await read, { done: true, value: undefined });
  });

  it("closes even if nobody reads", async (t) => {
    const { worker, task } = await running(t);
    const { closed } = task.output.getReader();
    assert.ok(await isPending(closed));
    await worker.say(succeeded(task));
    await closed;
  });

  it("gives a read under way the last output, though the end comes with it", async (t) => {
    const { worker, task } = await running(t);
    const reader = task.output.getReader();
    const reads = [reader.read(), reader.read()];
    await worker.say(output(task, 1), succeeded(task));
    assert.deepEqual(await Promise.all(reads), [
      { done: false, value: 1 },
      { done: true, value: undefined },
    ]);
  });

  it("made after the end is closed, or failed", async (t) => {
    const { worker, task, holder } = await running(t);
    const other = holder.spawn("ticker");
    await worker.say(succeeded(task), failed(other));
    await task.output.getReader().closed;
    assert.equal((await rejection(other.output.getReader().closed)).code, "FAILED");
  });

  describe("after a read was given up", () => {
    async function givenUp(t) {
      const world = await running(t);
      const reader = world.task.output.getReader();
      reader.read().catch(() => {});
      await null;
      reader.releaseLock();
      return world;
    }

    it("its output is buffered", async (t) => {
      const { worker, task } = await givenUp(t);
      await worker.say(output(task, 1));
      await worker.say(output(task, 2));
      assert.equal(task.buffered, 2);
    });

    for (const together of [true, false]) {
      it(`C5 its output survives the failure ${together ? "that comes with it" : "that comes later"}`, async (t) => {
        const { worker, task } = await givenUp(t);
        await (together
          ? worker.say(output(task, 1), failed(task))
          : worker.say(output(task, 1)).then(() => worker.say(failed(task))));
        await worker.rest();
        const reader = task.output.getReader();
        assert.deepEqual(await reader.read(), { done: false, value: 1 });
        assert.equal((await rejection(reader.read())).code, "FAILED");
        assert.equal((await rejection(reader.closed)).code, "FAILED");
      });
    }

    it("C5 its output survives the end, and the stream closes", async (t) => {
      const { worker, task } = await givenUp(t);
      await worker.say(output(task, 1), succeeded(task));
      await worker.rest();
      const reader = task.output.getReader();
      assert.deepEqual(await reader.read(), { done: false, value: 1 });
      await reader.closed;
    });
  });

  it("cancel cancels the task with its reason", async (t) => {
    const { worker, task } = await running(t);
    const reader = task.output.getReader();
    const read = reader.read();
    await reader.cancel("seen enough");
    assert.deepEqual(await read, { done: true, value: undefined });
    assert.equal((await worker.take("cancel")).reason, "seen enough");
    await worker.say(state(task, "cancelling"), cancelled(task));
    assert.equal((await rejection(task.result)).reason, "seen enough");
  });
});
