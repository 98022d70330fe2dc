import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ProtocolError } from "../../../web/index.js";
import { failed, golden, open, output, rejection, running, succeeded, trail } from "./support.js";

describe("a malformed message", () => {
  for (const { name, message, field } of golden("malformed-worker-to-page")) {
    it(`(${name}) is a fault naming ${field}; it harms at most the task it names`, async (t) => {
      const { holder, worker } = await open(t);
      const faults = trail(holder, "fault");
      // The golden files speak of tasks 1 and 3.
      const tasks = [1, 2, 3].map(() => holder.spawn("ticker"));
      const named = tasks.find(({ id }) => id === message?.task);

      await worker.sayRaw([message, ...tasks.map((task) => succeeded(task, "fine"))]);

      assert.equal(faults.length, 1);
      assert.ok(faults[0] instanceof ProtocolError);
      assert.deepEqual([faults[0].field, faults[0].taskId], [field, named?.id ?? null]);
      for (const task of tasks) {
        const result = task === named ? (await rejection(task.result)).field : await task.result;
        assert.equal(result, task === named ? field : "fine");
      }
      const cancels = (await worker.rest()).filter(({ type }) => type === "cancel");
      assert.deepEqual(
        cancels.map(({ task }) => task),
        named ? [named.id] : [],
      );
    });
  }

  for (const batch of [null, 7, "ready", { type: "ready" }]) {
    it(`a batch that is ${JSON.stringify(batch)} is a fault, and the next batch is taken`, async (t) => {
      const { holder, worker, task } = await running(t);
      const faults = trail(holder, "fault");
      await worker.sayRaw(batch);
      await worker.say(succeeded(task, 1));
      assert.deepEqual(
        faults.map(({ field }) => field),
        ["batch"],
      );
      assert.equal(await task.result, 1);
    });
  }

  it("about a task that has ended, or never was, is a fault alone", async (t) => {
    const { holder, worker } = await open(t);
    const faults = trail(holder, "fault");
    await worker.say({ type: "progress", task: 9, value: 7 });
    assert.deepEqual(
      faults.map(({ field, taskId }) => [field, taskId]),
      [["progress.value", null]],
    );
  });
});

describe("a message that cannot cross after all", () => {
  it("ends its own task alone, and what was sent with it arrives", async (t) => {
    const { holder, worker, task } = await running(t);
    const faults = trail(holder, "fault");
    const sent = rejection(task.send({ [Symbol.toStringTag]: "ArrayBuffer", slice: () => () => 1 }));
    const other = holder.spawn("echo", new ArrayBuffer(2));

    assert.equal((await worker.take("spawn")).input.byteLength, 2);
    assert.equal((await rejection(task.result)).name, "ProtocolError");
    assert.equal((await sent).code, "TASK_ENDED");
    assert.equal((await worker.take("cancel")).task, task.id);
    await worker.say(succeeded(other, 1));
    assert.equal(await other.result, 1);
    assert.deepEqual(
      faults.map(({ taskId }) => taskId),
      [task.id],
    );
  });
});

describe("a fault that ends a task", () => {
  it("ends it once, whatever its listeners do meanwhile", async (t) => {
    const { worker, task } = await running(t);
    const states = trail(task, "statechange");
    task.addEventListener("statechange", () => task.terminate());
    await worker.say({ type: "progress", task: task.id, value: 7 });
    assert.equal((await rejection(task.result)).code, "TERMINATED");
    assert.deepEqual(states, ["cancelling", "failed"]);
  });
});

describe("a fault of the worker", () => {
  it("is told as ProtocolError; the task it names goes on", async (t) => {
    const { holder, worker, task } = await running(t);
    const faults = trail(holder, "fault");
    await worker.say({
      type: "fault",
      code: "PROTOCOL",
      message: "pause.hold: expected a string, got 7",
      field: "pause.hold",
      task: 1,
    });
    assert.equal(task.state, "running");
    const [error] = faults;
    assert.deepEqual(
      [error.name, error.message, error.field, error.taskId, error.taskName],
      ["ProtocolError", "pause.hold: expected a string, got 7", "pause.hold", 1, "ticker"],
    );
  });

  it("about a spawn ends that task, which would have no outcome", async (t) => {
    const { worker, task } = await running(t);
    await worker.say({
      type: "fault",
      code: "PROTOCOL",
      message: "spawn.input: too deep",
      field: "spawn.input",
      task: 1,
    });
    assert.equal((await rejection(task.result)).field, "spawn.input");
  });

  it("without a field or task is told with nulls", async (t) => {
    const { holder, worker } = await open(t);
    const faults = trail(holder, "fault");
    await worker.say({ type: "fault", code: "PROTOCOL", message: "what?" });
    assert.deepEqual([faults[0].field, faults[0].taskId, faults[0].taskName], [null, null, null]);
  });
});

describe("late messages", () => {
  it("of a task that has ended are ignored", async (t) => {
    const { holder, worker, task } = await running(t);
    const faults = trail(holder, "fault");
    await worker.say(succeeded(task), output(task, 1), { type: "progress", task: 1, value: 1 }, failed(task));
    assert.deepEqual(faults, []);
    assert.equal(task.progress, null);
    assert.equal(task.buffered, 0);
  });

  it("a second ready is ignored", async (t) => {
    const { holder, worker } = await open(t);
    const faults = trail(holder, "fault");
    await worker.say(
      { type: "ready", protocol: 2, epoch: 1, tasks: [] },
      { type: "ready", protocol: 2, epoch: 9, tasks: [] },
    );
    assert.deepEqual(faults, []);
  });
});

describe("log", () => {
  it("is told with the task's name, or null when it is of no task", async (t) => {
    const { holder, worker, task } = await running(t);
    const lines = trail(holder, "log");
    await worker.say(
      { type: "log", task: task.id, level: "warn", text: "careful" },
      { type: "log", task: null, level: "info", text: "" },
      { type: "log", task: 99, level: "error", text: "late" },
    );
    assert.deepEqual(lines, [
      { task: 1, name: "ticker", level: "warn", text: "careful" },
      { task: null, name: null, level: "info", text: "" },
      { task: 99, name: null, level: "error", text: "late" },
    ]);
  });
});

describe("an outcome that failed", () => {
  for (const [code, name] of [
    ["FAILED", "TaskFailedError"],
    ["UNKNOWN_TASK", "UnknownTaskError"],
    ["DATA_CLONE", "DataCloneError"],
  ]) {
    it(`with ${code} is a ${name} of this task alone`, async (t) => {
      const { holder, worker, task } = await running(t);
      const neighbour = holder.spawn("echo");
      await worker.say(failed(task, code), succeeded(neighbour, 1));
      const error = await rejection(task.result);
      assert.deepEqual(
        [error.name, error.code, error.message, error.taskId, error.taskName],
        [name, code, "no such row", 1, "ticker"],
      );
      assert.ok(error instanceof Error);
      assert.equal(await neighbour.result, 1);
    });
  }

  it("tells the Java class, the Java stack and the chain of causes", async (t) => {
    const { worker, task } = await running(t);
    const cause = {
      code: "FAILED",
      message: "the disk is full",
      javaClass: "java.io.IOException",
      javaStack: "at Disk",
    };
    await worker.say(failed(task, "FAILED", { cause }));
    const error = await rejection(task.result);
    assert.deepEqual([error.javaClass, error.javaStack], ["java.lang.IllegalStateException", "at Row"]);
    assert.equal(error.cause.name, "TaskFailedError");
    assert.deepEqual(
      [error.cause.message, error.cause.javaClass, error.cause.cause],
      ["the disk is full", "java.io.IOException", undefined],
    );
  });
});
