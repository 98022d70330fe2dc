import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TaskHolder } from "../../../web/index.js";
import { open, running } from "./support.js";

const never = () => assert.fail("no worker must be made for a bad option");

describe("open", () => {
  for (const [options, type, message] of [
    [null, TypeError, "options: expected an object, got null"],
    [{ worker: "w.js" }, TypeError, 'worker: expected a function, got "w.js"'],
    [{ module: 7 }, TypeError, "module: expected a URL, got 7"],
    [{ module: "relative.wasm" }, TypeError, 'module: expected a URL, got "relative.wasm"'],
    [{ workers: 1.5 }, RangeError, "workers: expected an integer ≥ 1, got 1.5"],
    [{ workers: 0 }, RangeError, "workers: expected an integer ≥ 1, got 0"],
    [{ workers: "1" }, TypeError, 'workers: expected an integer ≥ 1, got "1"'],
    [{ startTimeoutMs: -1 }, RangeError, "startTimeoutMs: expected a number of milliseconds ≥ 0, got -1"],
    [{ startTimeoutMs: Number.NaN }, RangeError, "startTimeoutMs: expected a number of milliseconds ≥ 0, got NaN"],
    [{ startTimeoutMs: 1e12 }, RangeError, "startTimeoutMs: expected at most 2147483647, got 1000000000000"],
    [{ stuckAfterMs: "2000" }, TypeError, 'stuckAfterMs: expected a number of milliseconds ≥ 0, got "2000"'],
    [{ killAfterMs: -5 }, RangeError, "killAfterMs: expected a number of milliseconds ≥ 0, got -5"],
  ]) {
    it(`rejects with ${type.name}: ${message}`, async () => {
      await assert.rejects(TaskHolder.open(options && { worker: never, ...options }), { name: type.name, message });
    });
  }
});

describe("spawn", () => {
  for (const [options, type, message] of [
    [null, TypeError, "options: expected an object, got null"],
    [{ inputCapacity: -5 }, RangeError, "inputCapacity: expected an integer ≥ 0, got -5"],
    [{ inputCapacity: 1.5 }, RangeError, "inputCapacity: expected an integer ≥ 0, got 1.5"],
    [{ inputCapacity: 2147483648 }, RangeError, "inputCapacity: expected at most 2147483647, got 2147483648"],
    [{ outputCapacity: "8" }, TypeError, 'outputCapacity: expected an integer ≥ 0, got "8"'],
    [{ outputCapacity: null }, TypeError, "outputCapacity: expected an integer ≥ 0, got null"],
    [{ timeoutMs: -1 }, RangeError, "timeoutMs: expected a number of milliseconds ≥ 0, got -1"],
    [{ timeoutMs: {} }, TypeError, "timeoutMs: expected a number of milliseconds ≥ 0, got an object of class Object"],
    [{ isolated: 1 }, TypeError, "isolated: expected a boolean, got 1"],
    [{ restartable: "yes" }, TypeError, 'restartable: expected a boolean, got "yes"'],
    [{ paused: 0 }, TypeError, "paused: expected a boolean, got 0"],
    [
      { priority: "urgent" },
      TypeError,
      'priority: expected one of user-blocking|user-visible|background, got "urgent"',
    ],
    [{ signal: {} }, TypeError, "signal: expected an AbortSignal, got an object of class Object"],
    [
      { transfer: [Uint8Array.of(1)] },
      TypeError,
      "transfer: expected an array of ArrayBuffers, got an object of class Array",
    ],
  ]) {
    it(`throws ${type.name}: ${message}`, async (t) => {
      const { holder, worker } = await open(t);
      assert.throws(() => holder.spawn("ticker", null, options), { name: type.name, message });
      assert.deepEqual(holder.tasks, []);
      assert.deepEqual((await worker.rest()).slice(1), []);
    });
  }

  it("throws TypeError on a name that is no string", async (t) => {
    const { holder } = await open(t);
    assert.throws(() => holder.spawn(7), { name: "TypeError", message: "name: expected a string, got 7" });
  });

  it("throws DataCloneError on an input that cannot cross, and nothing is sent", async (t) => {
    const { holder, worker } = await open(t);
    assert.throws(() => holder.spawn("ticker", { onDone() {} }), {
      name: "DataCloneError",
      code: "DATA_CLONE",
      message: "input.onDone: a function cannot be sent to a task",
      taskId: null,
      taskName: "ticker",
    });
    assert.deepEqual((await worker.rest()).slice(1), []);
  });

  it("copies the input at the call", async (t) => {
    const { holder, worker } = await open(t);
    const input = { list: [1], bytes: Uint8Array.of(1) };
    holder.spawn("ticker", input);
    input.list.push(2);
    input.bytes[0] = 9;
    const { input: sent } = await worker.take("spawn");
    assert.deepEqual(sent, { list: [1], bytes: Uint8Array.of(1) });
  });

  it("moves what is listed in transfer at the call", async (t) => {
    const { holder, worker } = await open(t);
    const cells = Uint8Array.of(1, 2);
    holder.spawn("ticker", { cells }, { transfer: [cells.buffer] });
    assert.equal(cells.length, 0);
    assert.deepEqual((await worker.take("spawn")).input.cells, Uint8Array.of(1, 2));
  });

  it("numbers the tasks from 1 and tells of each", async (t) => {
    const { holder } = await open(t);
    const told = [];
    holder.addEventListener("spawn", ({ detail }) => told.push(detail));
    const tasks = [holder.spawn("a"), holder.spawn("b")];
    assert.deepEqual(
      tasks.map(({ id, name }) => [id, name]),
      [
        [1, "a"],
        [2, "b"],
      ],
    );
    assert.deepEqual(told, tasks);
    assert.deepEqual(holder.tasks, tasks);
  });
});

describe("commands", () => {
  for (const command of ["pause", "resume"]) {
    it(`${command} throws TypeError on a hold that is no string`, async (t) => {
      const { task } = await running(t);
      assert.throws(() => task[command](7), { name: "TypeError", message: "hold: expected a string, got 7" });
    });
  }

  for (const send of ["send", "trySend"]) {
    it(`${send} throws TypeError on a transfer that is no array of buffers`, async (t) => {
      const { task } = await running(t);
      assert.throws(() => task[send](1, { transfer: 7 }), {
        name: "TypeError",
        message: "transfer: expected an array of ArrayBuffers, got 7",
      });
    });
  }
});
