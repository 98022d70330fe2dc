import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pointStore } from "../../../web/point-store.js";
import { FakeStorage } from "./fake-storage.js";

const record = { version: 1, task: "ticker", value: { row: 7 }, outputs: 3 };

/** A store under the key "k", and what it told of failures. */
function store() {
  const failures = [];
  return { failures, ...pointStore("k", (what, error) => failures.push(`${what}: ${error.message ?? error}`)) };
}

const turn = () => new Promise(setImmediate);

describe("the store of points", () => {
  it("keeps one record under the key, until it is removed", async (t) => {
    const storage = new FakeStorage(t);
    const { get, put, remove, failures } = store();

    const before = await get();
    await put(record);
    const kept = await get();
    await remove();

    assert.deepEqual([before, kept, await get()], [undefined, record, undefined]);
    assert.deepEqual([failures, storage.opens], [[], 1]);
  });

  it("tells what the storage refuses, and goes on", async (t) => {
    const storage = new FakeStorage(t);
    const { get, put, failures } = store();
    storage.writeError = new Error("QuotaExceededError");

    await put(record);
    storage.writeError = undefined;
    await put(record);

    assert.deepEqual(failures, ["writing: QuotaExceededError"]);
    assert.deepEqual(await get(), record);
  });

  for (const event of ["onversionchange", "onclose"]) {
    it(`opens the database again after ${event}`, async (t) => {
      const storage = new FakeStorage(t);
      const { get, put } = store();
      await put(record);

      storage.databases[0][event]();

      assert.deepEqual(await get(), record);
      assert.equal(storage.opens, 2);
      assert.equal(storage.databases[0].isClosed, event === "onversionchange" ? true : undefined);
    });
  }

  it("tries to open it again after it could not be opened", async (t) => {
    const storage = new FakeStorage(t);
    const { get, put, failures } = store();
    storage.openError = new Error("private mode");
    await put(record);

    storage.openError = undefined;
    await put(record);

    assert.deepEqual(await get(), record);
    assert.deepEqual(failures, ["writing: private mode"]);
  });

  it("does without a database that does not open, and uses it if it opens after all", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const storage = new FakeStorage(t);
    storage.records.set("k", record);
    storage.holdsOpening = true;
    const { get, failures } = store();

    const early = get();
    t.mock.timers.tick(3000);
    assert.equal(await early, undefined);
    storage.letGo();
    await turn();

    assert.deepEqual(await get(), record);
    assert.deepEqual([failures, storage.opens], [["reading: no answer"], 1]);
  });

  it("does without a transaction that does not end", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const storage = new FakeStorage(t);
    storage.holdsTransactions = true;
    const { get, remove, failures } = store();

    for (const act of [get, remove]) {
      const acted = act();
      await turn();
      await turn();
      t.mock.timers.tick(3000);
      assert.equal(await acted, undefined);
    }

    assert.deepEqual(failures, ["reading: no answer", "removing: no answer"]);
  });
});
