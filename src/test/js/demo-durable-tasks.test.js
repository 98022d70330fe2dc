import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { DurableTasks } from "../../../web/demo/durable-tasks.js";
import { answer, cancelled, open, output, state, succeeded } from "./support.js";

/** The tab: what it has stored, and the listeners of its window. */
const tab = new Map();
const page = new EventTarget();
const OPTIONS = { paused: false, restartable: false, isolated: false };

Object.assign(globalThis, {
  addEventListener: page.addEventListener.bind(page),
  removeEventListener: page.removeEventListener.bind(page),
});
Object.defineProperty(globalThis, "sessionStorage", {
  value: { getItem: (key) => tab.get(key) ?? null, setItem: (key, value) => tab.set(key, value) },
});

const entries = () => JSON.parse(tab.get("taskholder demo"));
const left = () => page.dispatchEvent(new Event("pagehide"));

/** A task of the demo that saves, in its worker. */
async function started(t, options = OPTIONS) {
  t.mock.method(console, "warn", () => {}); // of Node, which has no storage
  const world = await open(t);
  const durable = new DurableTasks();
  durable.spawn(world.holder, "stream", { count: 3 }, options, 1);
  const [task] = world.holder.tasks;
  await world.worker.take("spawn");
  await world.worker.say(state(task, options.paused ? "paused" : "running"));
  return Object.assign(world, { durable, task });
}

/** What the page after this one spawns. */
async function reloaded(t) {
  const { holder, worker } = await open(t);
  new DurableTasks().goOn(holder);
  return { holder, worker };
}

beforeEach(() => tab.clear());

describe("what the demo's tab remembers", () => {
  it("is a task that saves, until it is cancelled", async (t) => {
    const { task, worker } = await started(t);
    const before = entries();
    const ended = task.cancel();
    await worker.say(cancelled(task));
    await ended;
    assert.deepEqual(before.length, 1);
    assert.deepEqual(entries(), []);
  });

  it("needs no secure context", async (t) => {
    Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
    t.after(() => Reflect.deleteProperty(crypto, "randomUUID"));
    await started(t);
    assert.equal(entries().length, 1);
  });

  it("is kept of a task that was taken away, as its point is", async (t) => {
    const { task } = await started(t);
    task.terminate();
    await task.result.catch(() => {});
    assert.equal(task.state, "failed");
    assert.equal(entries().length, 1);
  });

  it("is dropped of a task that had to be killed after a cancel", async (t) => {
    const { task } = await started(t);
    const ended = task.cancel();
    task.terminate();
    await ended;
    assert.deepEqual(entries(), []);
  });

  it("is kept of a task that has succeeded until its outputs are read", async (t) => {
    const { task, worker } = await started(t);
    await worker.say(output(task, 1));
    await worker.say(succeeded(task));
    await task.result;
    left();
    const unread = entries();
    for await (const it of task) {
      assert.equal(it, 1);
    }
    left();
    assert.equal(unread.length, 1);
    assert.deepEqual(entries(), []);
  });

  it("has the holds there are when the page is left, and the next page sets them", async (t) => {
    const { task, worker } = await started(t, { ...OPTIONS, paused: true });
    await worker.say(state(task, "paused", { heldBy: ["default", "all"] }));
    const resumed = task.resume();
    const { command } = await worker.take("resume");
    await worker.say(state(task, "paused", { heldBy: ["all"], ...answer(command, true, true) }));
    await resumed;
    left();
    const [{ holds }] = entries();

    const next = await reloaded(t);

    const spawn = await next.worker.take("spawn");
    const pause = await next.worker.take("pause");
    left();
    assert.deepEqual(holds, ["all"]);
    assert.equal(spawn.paused, false);
    assert.deepEqual([pause.task, pause.hold], [spawn.task, "all"]);
    assert.deepEqual(entries()[0].holds, ["all"]);
  });

  for (const stored of ["null", "{}", "[", "7"]) {
    it(`is nothing if there is ${stored}`, async (t) => {
      tab.set("taskholder demo", stored);
      const { holder } = await reloaded(t);
      assert.deepEqual(holder.tasks, []);
    });
  }

  it("goes on beside entries that cannot", async (t) => {
    const { mock } = t.mock.method(console, "warn", () => {});
    const good = { key: "demo 1", name: "stream", input: null, options: OPTIONS, holds: [] };
    tab.set("taskholder demo", JSON.stringify([null, {}, { ...good, options: { timeoutMs: -1 } }, good]));

    const { holder, worker } = await reloaded(t);

    assert.equal((await worker.take("spawn")).name, "stream");
    assert.equal(holder.tasks.length, 1);
    assert.equal(mock.calls.filter(({ arguments: [text] }) => text.includes("does not go on")).length, 3);
    assert.deepEqual(entries(), [good]);
  });
});
