import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { open, rejection, succeeded } from "./support.js";

const gone = { type: "fault", code: "WORKER_LOST", message: "gone" };

describe("workers that are lost again and again", () => {
  const delays = [0, 100, 200, 400, 800, 1600, 3200];

  /** Loses one worker after the other; the task goes on in the next. */
  async function lose(world, tick) {
    for (const [index, delay] of delays.entries()) {
      await world.worker.take("spawn");
      await world.worker.say(gone);
      if (delay) {
        tick(delay - 1);
        assert.equal(world.workers.length, index + 1);
        tick(1);
      }
      assert.equal(world.workers.length, index + 2);
    }
    await world.worker.take("spawn");
    await world.worker.say(gone);
  }

  /** A holder with a restartable task, and time in the test's hand. */
  async function losing(t) {
    let now = 0;
    t.mock.method(performance, "now", () => now);
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const world = await open(t);
    const task = world.holder.spawn("ticker", null, { restartable: true });
    const tick = (ms) => {
      now += ms;
      t.mock.timers.tick(ms);
    };
    return { world, task, tick };
  }

  it("are replaced later and later, and after the eighth loss no more, until restart()", async (t) => {
    const { world, task, tick } = await losing(t);
    await lose(world, tick);

    const error = await rejection(task.result);
    assert.deepEqual([error.name, error.code, error.taskId], ["StartError", "LOAD_FAILED", task.id]);
    assert.match(error.hint, /^gave up: 8 workers lost within a minute; .*\(gone\)/);
    assert.equal(error.cause.code, "WORKER_LOST");
    tick(100_000);
    const refused = world.holder.spawn("ticker");
    assert.equal((await rejection(refused.result)).hint, error.hint);
    assert.deepEqual([refused.state, world.workers.length, world.holder.tasks], ["failed", 8, []]);

    world.holder.restart();
    const again = world.holder.spawn("ticker");
    await world.worker.take("spawn");
    await world.worker.say(succeeded(again, 1));
    assert.equal(await again.result, 1);
  });

  it("with a minute between them are replaced at once, for ever", async (t) => {
    const { world, tick } = await losing(t);
    for (let i = 0; i < 10; i++) {
      await world.worker.take("spawn");
      tick(60_001);
      await world.worker.say(gone);
      assert.equal(world.workers.length, i + 2);
    }
  });

  it("on purpose do not count", async (t) => {
    const { world } = await losing(t);
    for (let i = 0; i < 20; i++) {
      world.holder.spawn("ticker").terminate();
    }
    await world.worker.take("spawn");
    assert.equal(world.workers.length, 21);
  });
});
