import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { open } from "./support.js";

/** Opens in a page that is cross-origin isolated, or is not. */
async function openIsolated(t, isolated, options = {}) {
  globalThis.crossOriginIsolated = isolated;
  t.after(() => {
    delete globalThis.crossOriginIsolated;
  });
  const world = await open(t, options);
  return { ...world, worker: world.worker, control: world.worker.batches[0][0].control };
}

describe("control word", () => {
  it("is shared with the worker and counts the batches posted after the start", async (t) => {
    const { holder, worker, control } = await openIsolated(t, true);
    assert.ok(control.buffer instanceof SharedArrayBuffer);
    assert.equal(Atomics.load(control, 0), 0);

    const task = holder.spawn("ticker");
    void task.pause();
    await worker.take("pause");
    assert.equal(worker.batches.length, 2);
    assert.equal(Atomics.load(control, 0), 1);

    void task.cancel();
    await worker.take("cancel");
    assert.equal(Atomics.load(control, 0), 2);
  });

  it("does not count a batch that could not be posted", async (t) => {
    const { holder, worker, control } = await openIsolated(t, true);
    const post = worker.postMessage.bind(worker);
    const { mock } = t.mock.method(worker, "postMessage", (messages, ...buffers) => {
      if (messages.length === 2) {
        throw new DOMException("two are too many", "DataCloneError");
      }
      post(messages, ...buffers);
    });
    holder.spawn("ticker");
    holder.spawn("ticker");
    await worker.take("spawn");
    await worker.take("spawn");
    assert.deepEqual(
      mock.calls.map(({ error, arguments: [messages] }) => [messages.length, Boolean(error)]),
      [
        [2, true],
        [1, false],
        [1, false],
      ],
    );
    assert.equal(Atomics.load(control, 0), 2);
  });

  it("is a new one for a new worker", async (t) => {
    const { holder, worker, workers, control } = await openIsolated(t, true);
    const task = holder.spawn("ticker");
    await worker.take("spawn");
    task.terminate();
    holder.spawn("ticker");
    await workers[1].take("spawn");
    assert.equal(Atomics.load(control, 0), 1);
    assert.equal(Atomics.load(workers[1].batches[0][0].control, 0), 1);
  });

  it("is not there where the page is not isolated, or does not want it", async (t) => {
    assert.equal((await openIsolated(t, false)).control, undefined);
    assert.equal((await openIsolated(t, true, { sharedMemory: false })).control, undefined);
  });

  it("sharedMemory takes a boolean", async (t) => {
    await assert.rejects(open(t, { sharedMemory: "yes" }), TypeError);
  });
});
