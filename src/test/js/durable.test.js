import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { numbersBelow } from "../../../web/demo/random-numbers.js";
import { fateOf, writer } from "../../../web/durable.js";
import { isPending, open, output, rejection, succeeded, trail } from "./support.js";

/** A store that notes what is written, and writes when the test says so. */
function recording(t, before = 0) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const written = [];
  let finish = () => {};
  const put = (point) => {
    written.push(point.outputs);
    return new Promise((resolve) => {
      finish = resolve;
    });
  };
  const it = writer(put, before);
  const point = (outputs) => ({ value: outputs, outputs });
  /** The write under way ends, and the pause after it. */
  const turn = async () => {
    finish();
    await new Promise(setImmediate);
    t.mock.timers.tick(1000);
    await new Promise(setImmediate);
  };
  return { ...it, written, point, turn };
}

describe("where a durable task stands", () => {
  it("is written at once when nothing comes before it", (t) => {
    const { saved, point, written } = recording(t);

    saved(point(0));

    assert.deepEqual(written, [0]);
  });

  it("is not written before the reader has done with the outputs before it", (t) => {
    const { saved, read, point, written } = recording(t);

    saved(point(3));
    read(2);
    const early = [...written];
    read(3);

    assert.deepEqual(early, []);
    assert.deepEqual(written, [3]);
  });

  it("is written while a reader is always behind: the point it gets to next is kept", async (t) => {
    const { saved, read, point, written, turn } = recording(t);

    for (let outputs = 10; outputs <= 100; outputs += 10) {
      saved(point(outputs));
      read(outputs - 5);
      await turn();
    }

    assert.deepEqual(written, [10, 20, 30, 40, 50, 60, 70, 80, 90]);
  });

  it("is the newest when several have come during a write", async (t) => {
    const { saved, read, point, written, turn } = recording(t);
    read(100);
    for (const outputs of [1, 2, 3, 4]) {
      saved(point(outputs));
    }

    await turn();

    assert.deepEqual(written, [1, 4]);
  });

  it("counts the outputs of earlier pages", (t) => {
    const { saved, read, point, written } = recording(t, 1000);

    saved(point(1003));
    read(2);
    const early = [...written];
    read(3);

    assert.deepEqual(early, []);
    assert.deepEqual(written, [1003]);
  });

  it("never runs ahead of the reader and comes up with it, whatever the order of saves and reads", async (t) => {
    const { saved, read, point, written, turn } = recording(t);
    const below = numbersBelow(7);
    let emitted = 0;
    let done = 0;
    for (let step = 0; step < 500; step++) {
      emitted += below(4);
      saved(point(emitted));
      done += below(emitted - done + 1);
      read(done);
      assert.ok((written.at(-1) ?? 0) <= done, `step ${step}`);
      if (below(3) === 0) {
        await turn();
      }
    }
    read(emitted);
    await turn();
    await turn();

    assert.equal(written.at(-1), emitted);
    assert.deepEqual(
      written,
      written.toSorted((a, b) => a - b),
    );
  });

  it("is left for the next page when the task was taken away, and when it ended by itself or by a cancel it is not", () => {
    const fates = {
      kept: ["WORKER_LOST", "TERMINATED", "LOAD_FAILED", "PROTOCOL"],
      dropped: ["CANCELLED", "TIMEOUT"],
      "read out": [undefined, "FAILED", "UNKNOWN_TASK", "DATA_CLONE"],
    };

    for (const [fate, codes] of Object.entries(fates)) {
      for (const code of codes) {
        assert.equal(fateOf(code && { code, message: "why" }, undefined), fate, code);
        assert.equal(fateOf(code && { code, message: "why" }, { reason: undefined }), "dropped", code);
      }
    }
  });

  it("is not written any more when the reader has left", async (t) => {
    const { saved, read, point, written, turn } = recording(t);
    saved(point(3));

    read(Infinity);
    await turn();

    assert.deepEqual(written, []);
  });

  it("is not written any more when the task has ended", async (t) => {
    const { saved, read, point, written, finish, turn } = recording(t);
    saved(point(0));

    finish();
    saved(point(1));
    read(1);
    await turn();

    assert.deepEqual(written, [0]);
  });
});

const lost = { type: "fault", code: "WORKER_LOST", message: "gone" };

const types = (worker) => worker.batches.flat().map(({ type }) => type);

/** Waits until whatever was spawned with `durable` before has been looked up. */
async function lookedUp() {
  await import("../../../web/durable.js");
  await new Promise(setImmediate);
  await new Promise(setImmediate);
}

async function until(get) {
  while (!get()) {
    await new Promise(setImmediate);
  }
  return get();
}

describe("a durable task", () => {
  it("is spawned, commands and all, with a warning, where there is no IndexedDB", async (t) => {
    const warned = t.mock.method(console, "warn", () => {});
    const { holder, worker } = await open(t);
    const logged = trail(holder, "log");

    const task = holder.spawn("ticker", { text: "a" }, { durable: "a ticker" });
    const paused = task.pause();

    assert.deepEqual((await worker.take("spawn")).input, { text: "a" });
    await worker.take("pause");
    assert.equal(task.restored, null);
    assert.ok(await isPending(paused));
    assert.deepEqual(logged, [
      {
        task: 1,
        name: "ticker",
        level: "warn",
        text: "durable: reading failed: Error: there is no IndexedDB here",
      },
    ]);
    assert.equal(warned.mock.callCount(), 1);
    const read = task[Symbol.asyncIterator]();
    await worker.say(output(task, 1), { type: "saved", task: 1, value: 1, outputs: 1 }, succeeded(task, 9));
    assert.deepEqual(await read.next(), { done: false, value: 1 });
    assert.equal(await task.result, 9);
  });

  it("that is cancelled before it was looked up ends at once, and no worker hears of it", async (t) => {
    t.mock.method(console, "warn", () => {});
    const { holder, worker } = await open(t);
    const reason = { at: "once" };

    const task = holder.spawn("ticker", null, { durable: "a ticker" });
    const told = trail(task, "statechange");
    const settled = await task.cancel(reason);

    assert.deepEqual(settled, { applied: true, killed: false });
    assert.equal((await rejection(task.result)).reason, reason);
    assert.deepEqual(told, ["cancelled"]);
    await lookedUp();
    assert.deepEqual(types(worker), ["start"]);
  });

  it("does not keep its holder from closing while it is looked up", async (t) => {
    t.mock.method(console, "warn", () => {});
    const { holder, worker } = await open(t);

    const task = holder.spawn("ticker", null, { durable: "a ticker", restartable: true });
    await holder.close();

    assert.equal(task.state, "cancelled");
    await lookedUp();
    assert.deepEqual(types(worker), ["start"]);
  });

  it("is spawned in the next worker, once and as if nothing had been, if it is restartable and not looked up yet", async (t) => {
    t.mock.method(console, "warn", () => {});
    const { holder, workers } = await open(t);
    const neighbour = holder.spawn("echo");
    const task = holder.spawn("ticker", { text: "a" }, { durable: "a ticker", restartable: true, outputCapacity: 0 });
    const told = trail(task, "restarted", "statechange");
    void task.pause("mine");
    task.send("m").catch(() => {});
    const read = task[Symbol.asyncIterator]().next();

    neighbour.terminate();

    const second = await until(() => workers[1]);
    assert.deepEqual((await second.take("spawn")).input, { text: "a" });
    assert.deepEqual((await second.rest()).map(({ type }) => type).sort(), ["credit", "pause", "send", "start"]);
    assert.deepEqual(told, []);
    await second.say(output(task, 0), succeeded(task, 1));
    assert.equal((await read).value, 0);
  });

  it("goes on from what it saved when it loses its worker, if it is restartable", async (t) => {
    t.mock.method(console, "warn", () => {});
    const { holder, workers, worker } = await open(t);
    const task = holder.spawn("ticker", null, { durable: "a ticker", restartable: true });
    await worker.take("spawn");
    await worker.say(output(task, 0), { type: "saved", task: task.id, value: "after 1", outputs: 1 }, lost);

    const { restored, durable } = await workers[1].take("spawn");

    assert.deepEqual([restored, durable], ["after 1", undefined]);
  });

  it("whose worker is terminated before it was looked up is not spawned", async (t) => {
    t.mock.method(console, "warn", () => {});
    const { holder, worker } = await open(t);

    const task = holder.spawn("ticker", null, { durable: "a ticker" });
    task.terminate();
    await lookedUp();

    assert.equal(task.state, "failed");
    assert.deepEqual(types(worker), ["start"]);
  });

  for (const bad of ["", 7, null, {}]) {
    it(`has a key that is a string and not empty: ${JSON.stringify(bad)} is refused`, async (t) => {
      const { holder } = await open(t);

      assert.throws(() => holder.spawn("ticker", null, { durable: bad }), {
        name: "TypeError",
        message: /^durable: expected a string that is not empty, got /,
      });
    });
  }
});
