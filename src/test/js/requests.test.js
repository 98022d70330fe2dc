import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { requests } from "../../../web/requests.js";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

describe("requests", () => {
  for (const [what, send, settle] of [
    ["was refused", () => Promise.reject(new TypeError("no")), () => {}],
    ["was answered", async () => {}, ({ reply }) => reply({ type: "reply", task: 1, request: 1, values: [7] })],
    ["will not be answered because its task has ended", async () => {}, ({ end }) => end()],
  ]) {
    it(`keep nothing of one that ${what}`, async () => {
      const ofTask = requests({ id: 1, name: "answerer" });
      const asked = ask(ofTask, send);
      await nextTurn();
      settle(ofTask);
      await nextTurn();
      collectGarbage();
      assert.equal(asked.deref(), undefined);
      assert.ok(ofTask.request);
    });
  }

  it("keep one that waits", async () => {
    const ofTask = requests({ id: 1, name: "answerer" });
    const asked = ask(ofTask, async () => {});
    await nextTurn();
    collectGarbage();
    assert.notEqual(asked.deref(), undefined);
    assert.ok(ofTask.request);
  });
});

/** The promise, held by nobody else. */
function ask({ request }, send) {
  const asked = request(send);
  asked.catch(() => {});
  return new WeakRef(asked);
}
