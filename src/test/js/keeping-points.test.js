import assert from "node:assert/strict";
import { describe, it } from "node:test";
import "../../../web/durable.js";
import { FakeStorage } from "./fake-storage.js";
import { cancelled, failed, isPending, open, output, rejection, state, succeeded } from "./support.js";

const KEY = "k";
const point = (value, outputs, task = "stream") => ({ version: 1, task, value, outputs });
const saved = ({ id }, value, outputs) => ({ type: "saved", task: id, value, outputs });
const fault = ({ id }, field) => ({ type: "fault", code: "PROTOCOL", message: "bad", field, task: id, fatal: true });

/** Long enough for whatever the client asks of the storage. */
async function idle() {
  for (let i = 0; i < 20; i++) {
    await new Promise(setImmediate);
  }
}

/** A durable task whose worker has it, and what is stored under its key. */
async function spawned(t, { stored, options, openOptions } = {}) {
  const storage = new FakeStorage(t);
  if (stored) {
    storage.records.set(KEY, stored);
  }
  const world = await open(t, openOptions);
  const task = world.holder.spawn("stream", null, { durable: KEY, ...options });
  const spawn = await world.worker.take("spawn");
  await world.worker.say(state(task, "running"));
  return Object.assign(world, { storage, task, spawn, stored: () => storage.records.get(KEY) });
}

/** One that has saved a point before any output. */
async function saving(t, how) {
  const world = await spawned(t, how);
  await world.worker.say(saved(world.task, "p", 0));
  await idle();
  assert.deepEqual(world.stored(), point("p", 0));
  return world;
}

describe("what is kept of a durable task", () => {
  it("is where the next page's goes on, and nothing when that has succeeded", async (t) => {
    const { task, worker, spawn, stored } = await spawned(t, { stored: point("after 7", 7) });

    assert.deepEqual([spawn.restored, task.restored], ["after 7", { value: "after 7", outputs: 7 }]);
    await worker.say(saved(task, "after 7 and a bit", 0), succeeded(task, 1));

    assert.equal(await task.result, 1);
    await idle();
    assert.equal(stored(), undefined);
  });

  it("of another task is not read, and written over", async (t) => {
    const warned = t.mock.method(console, "warn", () => {});
    const { task, worker, spawn, stored } = await spawned(t, { stored: point("x", 3, "primes") });
    assert.deepEqual([spawn.restored, task.restored, warned.mock.callCount()], [undefined, null, 1]);
    await worker.say(saved(task, "p", 0));
    await idle();
    assert.deepEqual(stored(), point("p", 0));
  });

  for (const [how, end] of [
    ["succeeds", (task) => succeeded(task)],
    ["fails", (task) => failed(task)],
  ]) {
    it(`goes on with the reader when the task ${how}, and goes when he has asked for the end`, async (t) => {
      const { task, worker, stored, storage } = await spawned(t);
      const reader = task[Symbol.asyncIterator]();
      const first = reader.next();
      await worker.say(output(task, 0, 1), saved(task, "after 2", 2), output(task, 2), saved(task, "after 3", 3));
      await worker.say(end(task));
      // An error waits for its Java stack, and only then the task has ended.
      await task.result.catch(() => {});
      assert.equal((await first).value, 0);
      for (const [done, kept] of [
        [1, undefined],
        [2, point("after 2", 2)],
      ]) {
        assert.equal((await reader.next()).value, done);
        await idle();
        assert.deepEqual(stored(), kept);
      }
      assert.equal(storage.records.size, 1);

      await reader.next().catch(() => {});

      await idle();
      assert.equal(stored(), undefined);
    });
  }

  it("goes when the reader leaves after the end", async (t) => {
    const { task, worker, stored } = await saving(t);
    const reader = task[Symbol.asyncIterator]();
    const first = reader.next();
    await worker.say(output(task, 0, 1), succeeded(task));
    await first;
    await idle();
    assert.deepEqual(stored(), point("p", 0));

    await reader.return();

    await idle();
    assert.equal(stored(), undefined);
  });

  it("goes when a stream of the outputs, or a read that was waiting, has come to the end", async (t) => {
    for (const read of [
      async ({ task }) => {
        for await (const _ of task.output) {
          // all of it
        }
      },
      ({ task }) => {
        const reader = task[Symbol.asyncIterator]();
        return Promise.all([reader.next(), reader.next(), reader.next()]);
      },
    ]) {
      await t.test(async (t) => {
        const world = await saving(t);
        const all = read(world);
        await world.worker.say(output(world.task, 0, 1), succeeded(world.task));
        await all;
        await idle();
        assert.equal(world.stored(), undefined);
      });
    }
  });

  it("goes at the end if nobody has begun to read", async (t) => {
    const { task, worker, stored } = await saving(t);
    await worker.say(output(task, 0, 1), succeeded(task));
    await idle();
    assert.deepEqual([stored(), task.buffered], [undefined, 2]);
  });

  it("stays when its holder is closed, killed or not, and goes if the page had cancelled, or the task ended by itself", async (t) => {
    for (const [what, before, end, kept] of [
      ["closed", () => {}, (task) => cancelled(task), point("p", 0)],
      ["killed by close", () => {}, () => undefined, point("p", 0)],
      ["cancelled and closed", (task) => task.cancel("mine"), (task) => cancelled(task), undefined],
      ["cancelled and killed by close", (task) => task.cancel(), () => undefined, undefined],
      ["succeeded", () => {}, (task) => succeeded(task), undefined],
      ["failed", () => {}, (task) => failed(task), undefined],
    ]) {
      await t.test(what, async (t) => {
        const { holder, task, worker, stored } = await saving(t, { openOptions: { killAfterMs: 20 } });
        before(task)?.catch(() => {});
        const closed = holder.close();
        const message = end(task);
        await (message && worker.say(message));
        await closed;
        await idle();
        assert.deepEqual(stored(), kept);
      });
    }
  });

  it("goes when the page's cancel had to kill", async (t) => {
    const { task, stored } = await saving(t, { openOptions: { killAfterMs: 20 } });
    assert.deepEqual(await task.cancel(), { applied: false, killed: true });
    await idle();
    assert.equal(stored(), undefined);
  });

  it("stays when the worker is lost or terminated, or speaks another language", async (t) => {
    for (const lose of [
      ({ worker }) => worker.say({ type: "fault", code: "WORKER_LOST", message: "gone" }),
      ({ task }) => task.terminate(),
      ({ task, worker }) => worker.say(fault(task, "outcome.value")),
    ]) {
      await t.test(async (t) => {
        const world = await saving(t);
        await lose(world);
        await rejection(world.task.result);
        await idle();
        assert.deepEqual(world.stored(), point("p", 0));
      });
    }
  });

  it("goes when the worker cannot read it: it would fail the task on every page", async (t) => {
    const { task, worker, stored } = await spawned(t, { stored: point("poison", 3) });
    await worker.say(fault(task, "spawn.restored"));
    assert.equal((await rejection(task.result)).code, "PROTOCOL");
    await idle();
    assert.equal(stored(), undefined);
  });

  it("goes when its task is cancelled before it began, by a signal aborted before", async (t) => {
    const storage = new FakeStorage(t);
    storage.records.set(KEY, point("x", 3));
    const { holder, worker } = await open(t);
    const task = holder.spawn("stream", null, { durable: KEY, signal: AbortSignal.abort() });
    assert.equal((await rejection(task.result)).code, "CANCELLED");
    await idle();
    assert.deepEqual([storage.records.size, await worker.rest().then((all) => all.length)], [0, 1]);
  });

  it("is nothing of a task that saves and is not durable: the storage is not even opened", async (t) => {
    const storage = new FakeStorage(t);
    const { holder, worker } = await open(t);
    const task = holder.spawn("stream");
    await worker.say(saved(task, { any: "thing" }, 0), succeeded(task, 1));
    assert.equal(await task.result, 1);
    await idle();
    assert.deepEqual([storage.opens, storage.records.size], [0, 0]);
  });
});

describe("a durable task's storage that does not answer", () => {
  it("costs it three seconds, and the key is let go of after its end", async (t) => {
    t.mock.method(console, "warn", () => {});
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const storage = new FakeStorage(t);
    storage.holdsTransactions = true;
    const { holder, worker } = await open(t);
    const task = holder.spawn("stream", null, { durable: KEY });
    await idle();

    t.mock.timers.tick(3000);
    await worker.take("spawn");
    await worker.say(succeeded(task, 1));
    await idle();
    t.mock.timers.tick(3000);
    await idle();
    storage.holdsTransactions = false;
    const next = holder.spawn("stream", null, { durable: KEY });

    assert.equal((await worker.take("spawn")).task, next.id);
  });
});

describe("a durable key", () => {
  it("is for one task: the second waits for a second, and fails", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const { holder, worker, task } = await spawned(t);
    const second = holder.spawn("stream", null, { durable: KEY });
    await idle();
    t.mock.timers.tick(500);
    t.mock.timers.tick(499);
    assert.ok(await isPending(second.result));
    t.mock.timers.tick(1);
    assert.equal((await rejection(second.result)).code, "KEY_IN_USE");
    await worker.say(succeeded(task));
  });

  it("that is free is not refused to a page that was busy when it was given", async (t) => {
    const storage = new FakeStorage(t);
    storage.onLock = () => {
      for (const end = performance.now() + 1100; performance.now() < end; );
    };
    const { holder, worker } = await open(t, { stuckAfterMs: 0 });
    const task = holder.spawn("stream", null, { durable: KEY });
    assert.equal((await worker.take("spawn")).task, task.id);
  });
});
