import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accepted, cancelled, isPending, open, rejection, running, state, succeeded } from "./support.js";

const values = (messages) => messages.filter(({ type }) => type === "send").map(({ messages }) => messages[0]);

describe("send", () => {
  for (const capacity of [0, 1, 8, 100]) {
    const window = Math.max(1, capacity);

    it(`with capacity ${capacity} posts ${window} and keeps the rest until credit comes`, async (t) => {
      const { worker, task } = await running(t, { inputCapacity: capacity });
      const sends = Array.from({ length: window + 2 }, (_, i) => task.send(i));
      assert.deepEqual(values(await worker.rest()), [...Array(window).keys()]);
      assert.equal(task.sending, window + 2);

      await worker.say(capacity === 0 ? accepted(task, 1, 1) : accepted(task, window, 1));
      await sends[0];
      assert.deepEqual(values(await worker.rest()), [window]);
      assert.ok(await isPending(sends[window]));

      await worker.say(accepted(task, 1, 1));
      await sends[capacity === 0 ? 1 : window];
      assert.deepEqual(values(await worker.rest()), [window + 1]);
      await worker.say(accepted(task, 1, 1));
      await sends[window + 1];
      assert.equal(task.sending, 0);
    });

    it(`with capacity ${capacity} trySend finds room ${capacity} times`, async (t) => {
      const { worker, task } = await running(t, { inputCapacity: capacity });
      const taken = Array.from({ length: capacity + 1 }, (_, i) => task.trySend(i));
      assert.deepEqual(taken, [...Array(capacity).fill(true), false]);
      assert.deepEqual(values(await worker.rest()), [...Array(capacity).keys()]);
    });
  }

  it("resolves in order, trySends between them counted", async (t) => {
    const { worker, task } = await running(t);
    const order = [];
    task.send("a").then(() => order.push("a"));
    task.trySend("b");
    task.send("c").then(() => order.push("c"));
    await worker.say(accepted(task, 2, 0));
    await worker.rest();
    assert.deepEqual(order, ["a"]);
    await worker.say(accepted(task, 1, 0));
    await worker.rest();
    assert.deepEqual(order, ["a", "c"]);
  });

  it("trySend does not overtake a send that waits", async (t) => {
    const { worker, task } = await running(t, { inputCapacity: 1 });
    task.send("first");
    const second = task.send("second");
    assert.equal(task.trySend("third"), false);
    await worker.say(accepted(task, 1, 1));
    await worker.say(accepted(task, 1, 1));
    await second;
    assert.deepEqual(values(await worker.rest()), ["first", "second"]);
  });

  for (const message of [0, "", false, null, undefined, 0n]) {
    it(`${typeof message} ${String(message)} is a message like any other`, async (t) => {
      const { worker, task } = await running(t);
      assert.equal(task.trySend(message), true);
      assert.equal((await worker.take("send")).messages[0], message ?? null);
    });
  }

  it("copies the message at the call, also one that waits", async (t) => {
    const { worker, task } = await running(t, { inputCapacity: 1 });
    const message = { n: 1 };
    task.send(message);
    task.send(message);
    message.n = 2;
    await worker.say(accepted(task, 1, 1));
    assert.deepEqual(values(await worker.rest()), [{ n: 1 }, { n: 1 }]);
    await worker.say(accepted(task, 1, 1));
  });

  it("moves a transferred buffer at the call", async (t) => {
    const { worker, task } = await running(t);
    const bytes = Uint8Array.of(1, 2);
    task.trySend(bytes, { transfer: [bytes.buffer] });
    assert.equal(bytes.length, 0);
    assert.deepEqual((await worker.take("send")).messages[0], Uint8Array.of(1, 2));
  });

  it("rejects what cannot cross, and trySend throws it; the next message is not harmed", async (t) => {
    const { worker, task } = await running(t);
    const wanted = {
      name: "DataCloneError",
      message: "message.f: a function cannot be sent to a task",
      taskId: task.id,
    };
    await assert.rejects(task.send({ f() {} }), wanted);
    assert.throws(() => task.trySend({ f() {} }), wanted);
    assert.equal(task.trySend("fine"), true);
    assert.deepEqual(values(await worker.rest()), ["fine"]);
  });

  it("may hold more buffers than a call has room for arguments", async (t) => {
    const { worker, task } = await running(t);
    // Node's own channel takes ten seconds for them.
    const { mock } = t.mock.method(worker, "postMessage", () => {});
    task.trySend(Array.from({ length: 200_000 }, () => new ArrayBuffer(0)));
    await worker.rest();
    assert.equal(mock.calls[0].arguments[1].length, 200_000);
  });

  it("joined with another, takes its buffers along", async (t) => {
    const { worker, task } = await running(t);
    const { mock } = t.mock.method(worker, "postMessage");
    task.trySend(new ArrayBuffer(1));
    task.trySend([new ArrayBuffer(2), Uint8Array.of(1, 2, 3)]);
    await worker.rest();
    const [[[send], buffers]] = mock.calls.map((call) => call.arguments);
    assert.equal(send.messages.length, 2);
    // Detached by now, so that a copy would show by its length.
    assert.deepEqual(
      buffers.map(({ byteLength }) => byteLength),
      [0, 0, 0],
    );
  });

  it("refused, detaches nothing", async (t) => {
    const { worker, task } = await running(t, { inputCapacity: 0 });
    const buffer = new ArrayBuffer(4);
    assert.equal(task.trySend(buffer, { transfer: [buffer] }), false);
    await worker.say(succeeded(task));
    await rejection(task.send(buffer, { transfer: [buffer] }));
    assert.equal(buffer.byteLength, 4);
  });

  it("not accepted when the task ends, rejects with TASK_ENDED", async (t) => {
    const { worker, task } = await running(t, { inputCapacity: 1 });
    const [first, second, third] = [task.send(1), task.send(2), task.send(3)];
    await worker.say(accepted(task, 1, 0), succeeded(task));
    await first;
    for (const late of [second, third]) {
      const error = await rejection(late);
      assert.equal(error.name, "TaskEndedError");
      assert.equal(error.code, "TASK_ENDED");
      assert.equal(error.taskId, task.id);
      assert.equal(error.taskName, "ticker");
    }
  });

  it("not posted when the task is cancelled, rejects at once; what was posted may still be accepted", async (t) => {
    const { worker, task } = await running(t, { inputCapacity: 1 });
    const [posted, waiting] = [task.send(1), task.send(2)];
    task.cancel();
    assert.equal((await rejection(waiting)).code, "TASK_ENDED");
    await worker.say(accepted(task, 1, 1), cancelled(task));
    await posted;
    assert.deepEqual(values(await worker.rest()), [1]);
  });

  it("rejects when the worker says cancelling by itself", async (t) => {
    const { worker, task } = await running(t, { inputCapacity: 1 });
    const [posted, waiting] = [task.send(1), task.send(2)];
    await worker.say(state(task, "cancelling"));
    assert.equal((await rejection(waiting)).code, "TASK_ENDED");
    await worker.say(cancelled(task));
    assert.equal((await rejection(posted)).code, "TASK_ENDED");
  });
});

describe("closeInput", () => {
  it("comes after the messages that wait", async (t) => {
    const { worker, task } = await running(t, { inputCapacity: 1 });
    task.send(1);
    task.send(2);
    task.closeInput();
    assert.deepEqual(
      (await worker.rest()).slice(1).map(({ type }) => type),
      ["send"],
    );
    await worker.say(accepted(task, 1, 1));
    assert.deepEqual(
      (await worker.rest()).map(({ type }) => type),
      ["send", "closeInput"],
    );
    await worker.say(accepted(task, 1, 1));
  });

  it("refuses later sends, and is sent once", async (t) => {
    const { worker, task } = await running(t);
    task.closeInput();
    task.closeInput();
    assert.equal((await rejection(task.send(1))).code, "TASK_ENDED");
    assert.equal(task.trySend(1), false);
    assert.deepEqual(
      (await worker.rest()).slice(1).map(({ type }) => type),
      ["closeInput"],
    );
  });
});

it("sends to one task in a row travel as one message, and so do requests", async (t) => {
  const { holder, worker } = await open(t);
  const [one, two] = [holder.spawn("echo"), holder.spawn("echo")];
  await worker.rest();
  const buffer = new ArrayBuffer(1);
  for (const send of [
    () => one.send("a"),
    () => one.trySend(buffer),
    () => two.send("b"),
    () => one.send("c"),
    () => one.request("d"),
    () => one.request("e"),
    () => one.request(() => {}),
    () => one.request("f"),
    () => one.send("g"),
  ]) {
    Promise.resolve(send()).catch(() => {});
  }
  await worker.rest();
  assert.deepEqual(
    worker.batches.at(-1).map(({ task, request, messages }) => [task, request, messages]),
    [
      [1, 0, ["a", buffer]],
      [2, 0, ["b"]],
      [1, 0, ["c"]],
      [1, 1, ["d", "e"]],
      [1, 4, ["f"]],
      [1, 0, ["g"]],
    ],
  );
});

it("all messages of one turn travel as one batch", async (t) => {
  const { holder, worker } = await open(t);
  const task = holder.spawn("ticker");
  task.pause();
  task.trySend(1);
  await worker.rest();
  assert.deepEqual(
    worker.batches.map((batch) => batch.map(({ type }) => type)),
    [["start"], ["spawn", "pause", "send"]],
  );
});
