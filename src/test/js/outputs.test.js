import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cancelled, failed, output, rejection, running, succeeded } from "./support.js";

const credits = (messages) => messages.filter(({ type }) => type === "credit").map(({ count }) => count);
const sum = (counts) => counts.reduce((a, b) => a + b, 0);

async function drained(task) {
  const values = [];
  for await (const value of task) {
    values.push(value);
  }
  return values;
}

describe("reading by iteration", () => {
  it("gives the outputs in order, falsy ones too, then ends", async (t) => {
    const { worker, task } = await running(t);
    const read = drained(task);
    await worker.say(output(task, 0, ""), output(task, false, null), succeeded(task));
    assert.deepEqual(await read, [0, "", false, null]);
  });

  it("gives what was emitted before the end, even if it begins after it", async (t) => {
    const { worker, task } = await running(t);
    await worker.say(output(task, 1, 2), succeeded(task));
    assert.deepEqual(await drained(task), [1, 2]);
  });

  for (const [outcome, code] of [
    [failed, "FAILED"],
    [cancelled, "CANCELLED"],
  ]) {
    it(`gives what was emitted, then the error ${code} of the result`, async (t) => {
      const { worker, task } = await running(t);
      await worker.say(output(task, 1), outcome(task));
      const reader = task[Symbol.asyncIterator]();
      assert.deepEqual(await reader.next(), { done: false, value: 1 });
      const error = await rejection(reader.next());
      assert.equal(error.code, code);
      assert.equal(error, await rejection(task.result));
    });
  }

  it("reads asked for in advance are served in order", async (t) => {
    const { worker, task } = await running(t, { outputCapacity: 0 });
    const reader = task[Symbol.asyncIterator]();
    const reads = [reader.next(), reader.next(), reader.next()];
    await worker.say(output(task, "a"));
    await worker.say(output(task, "b"), failed(task));
    assert.deepEqual((await reads[0]).value, "a");
    assert.deepEqual((await reads[1]).value, "b");
    assert.equal((await rejection(reads[2])).code, "FAILED");
  });

  it("break cancels the task at once and drops what is buffered", async (t) => {
    const { worker, task } = await running(t);
    await worker.say(output(task, 1, 2, 3));
    for await (const value of task) {
      assert.equal(value, 1);
      break;
    }
    assert.equal(task.state, "cancelling");
    assert.equal((await worker.take("cancel")).reason, "the reader stopped");
    assert.equal(task.buffered, 0);
  });

  it("after a break outputs of the clean-up are dropped and credited, so that it cannot block", async (t) => {
    const { worker, task } = await running(t, { outputCapacity: 1 });
    const reader = task[Symbol.asyncIterator]();
    await worker.say(output(task, 1));
    await reader.return();
    await worker.say(output(task, 2));
    await worker.say(output(task, 3), cancelled(task));
    assert.deepEqual(await reader.next(), { done: true, value: undefined });
    assert.equal(sum(credits(await worker.rest())), 3);
  });

  it("after a break a message of many outputs is credited at once", async (t) => {
    const { worker, task } = await running(t, { outputCapacity: 8 });
    await task[Symbol.asyncIterator]().return();
    await worker.say(output(task, 1, 2, 3, 4));
    assert.deepEqual(credits(await worker.rest()), [4]);
  });

  it("break after the task has failed does not throw", async (t) => {
    const { worker, task } = await running(t);
    await worker.say(output(task, 1));
    for await (const _ of task) {
      await worker.say(failed(task));
      break;
    }
    assert.equal(task.state, "failed");
  });

  it("an end read or a return after the end cancels nothing", async (t) => {
    const { worker, task } = await running(t);
    await worker.say(succeeded(task, 1));
    const reader = task[Symbol.asyncIterator]();
    assert.deepEqual(await reader.next(), { done: true, value: undefined });
    assert.deepEqual(await reader.return("x"), { done: true, value: undefined });
    assert.equal(await task.result, 1);
  });
});

describe("credit", () => {
  for (const capacity of [1, 8, 100]) {
    it(`with capacity ${capacity} credit out and outputs buffered never exceed it`, async (t) => {
      const { worker, task } = await running(t, { outputCapacity: capacity });
      const reader = task[Symbol.asyncIterator]();
      await worker.rest();
      let credit = capacity;
      let next = 0;
      const read = [];
      while (read.length < 3 * capacity) {
        const values = Array.from({ length: credit }, () => next++);
        if (values.length > 0) {
          await worker.say(output(task, ...values));
          credit = 0;
        }
        read.push((await reader.next()).value);
        credit += sum(credits(await worker.rest()));
        assert.ok(credit + task.buffered <= capacity, `${credit} + ${task.buffered}`);
      }
      assert.deepEqual(read, [...Array(3 * capacity).keys()]);
    });

    it(`with capacity ${capacity} a reader that waits has credit out, which goes in portions of half of it or more`, async (t) => {
      const { worker, task } = await running(t, { outputCapacity: capacity });
      const reader = task[Symbol.asyncIterator]();
      await worker.rest();
      let credit = capacity;
      for (let i = 0; i < 2 * capacity; i++) {
        const read = reader.next();
        const given = credits(await worker.rest());
        credit += sum(given);
        assert.ok(credit > 0 && credit <= capacity, `${credit}`);
        assert.ok(
          given.every((count) => count >= capacity / 2),
          `${given}`,
        );
        await worker.say(output(task, i));
        credit--;
        assert.equal((await read).value, i);
      }
    });
  }

  it("with capacity 0 one is given for each read that waits, and none before", async (t) => {
    const { worker, task } = await running(t, { outputCapacity: 0 });
    const reader = task[Symbol.asyncIterator]();
    assert.deepEqual(credits(await worker.rest()), []);
    const first = reader.next();
    assert.deepEqual(credits(await worker.rest()), [1]);
    await worker.say(output(task, "a"));
    assert.equal((await first).value, "a");
    assert.deepEqual(credits(await worker.rest()), []);
  });

  it("with capacity 0 and several reads waiting one is out at a time", async (t) => {
    const { worker, task } = await running(t, { outputCapacity: 0 });
    const reader = task[Symbol.asyncIterator]();
    const reads = [reader.next(), reader.next(), reader.next()];
    for (const value of ["a", "b", "c"]) {
      assert.deepEqual(credits(await worker.rest()), [1]);
      await worker.say(output(task, value));
    }
    assert.deepEqual(credits(await worker.rest()), []);
    assert.deepEqual(
      (await Promise.all(reads)).map(({ value }) => value),
      ["a", "b", "c"],
    );
  });

  it("is batched while the buffer is not empty", async (t) => {
    const { worker, task } = await running(t, { outputCapacity: 100 });
    await worker.say(output(task, ...Array(100).keys()));
    await worker.rest();
    const reader = task[Symbol.asyncIterator]();
    for (let i = 0; i < 99; i++) {
      await reader.next();
    }
    assert.deepEqual(credits(await worker.rest()), [50]);
  });
});

describe("a second reader is a TypeError", () => {
  it("the stream while it is being iterated", async (t) => {
    const { task } = await running(t);
    task[Symbol.asyncIterator]();
    assert.throws(() => task.output, { name: "TypeError", message: "task 1 (ticker) has a reader already" });
  });

  it("another iteration", async (t) => {
    const { task } = await running(t);
    task[Symbol.asyncIterator]();
    assert.throws(() => task[Symbol.asyncIterator](), TypeError);
  });

  it("iterating while the stream is being read", async (t) => {
    const { task } = await running(t);
    task.output.getReader();
    assert.throws(() => task[Symbol.asyncIterator](), TypeError);
  });
});
