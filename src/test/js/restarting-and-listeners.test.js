import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { open, rejection, state, succeeded, trail } from "./support.js";

const gone = { type: "fault", code: "WORKER_LOST", message: "gone" };

/** A restartable task, and a neighbour whose listener does something to it when their worker is lost. */
async function neighbours(t, act) {
  const world = await open(t);
  const neighbour = world.holder.spawn("a");
  const task = world.holder.spawn("b", null, { restartable: true });
  await world.worker.take("spawn");
  await world.worker.say(state(neighbour, "running"), state(task, "running"));
  const told = trail(task, "statechange", "restarted");
  let acted;
  neighbour.addEventListener("statechange", () => {
    acted = act(task);
  });
  await world.worker.say(gone);
  return { ...world, task, told, acted };
}

describe("a task that is started again, of which a neighbour's listener hears first", () => {
  it("is new by then", async (t) => {
    const { acted, told } = await neighbours(t, ({ state }) => state);

    assert.equal(acted, "new");
    assert.deepEqual([told[0], told[1].error.code], ["new", "WORKER_LOST"]);
  });

  it("and is terminated there, has ended for good", async (t) => {
    const { task, told, holder } = await neighbours(t, (it) => it.terminate());

    assert.equal((await rejection(task.result)).code, "TERMINATED");
    assert.deepEqual([task.state, told, holder.tasks], ["failed", ["failed"], []]);
    assert.equal((await task.pause()).because, "ended");
  });

  it("and is cancelled there, is cancelled in the next worker", async (t) => {
    const { task, told, acted, workers } = await neighbours(t, (it) => it.cancel("enough"));

    assert.equal((await workers[1].take("cancel")).reason, "enough");
    assert.deepEqual([told[0], told.includes("cancelling")], ["new", false]);
    await workers[1].say({ type: "outcome", task: task.id, outcome: "cancelled", reason: "enough" });
    assert.deepEqual(await acted, { applied: true, killed: false });
    assert.equal(task.state, "cancelled");
  });

  it("and is asked something there, gets the request and replies", async (t) => {
    const { task, acted, workers } = await neighbours(t, (it) => it.request("question"));

    const { request } = await workers[1].take("send");
    await workers[1].say({ type: "reply", task: task.id, request, values: ["answer"] });
    assert.equal(await acted, "answer");
  });
});

describe("a call of a task that is started again", () => {
  it("gets its own answer, not the late one of the lost run, which has the same number", async (t) => {
    const { holder, worker, workers } = await open(t);
    const answers = [];
    const ask = () => new Promise((resolve) => answers.push(resolve));
    const task = holder.spawn("call", null, { restartable: true, functions: { ask } });
    const call = { type: "call", task: task.id, call: 1, function: "ask", argument: null };
    await worker.take("spawn");
    await worker.say(state(task, "running"), call, gone);
    await workers[1].take("spawn");
    await workers[1].say(state(task, "running"), call);

    answers[0]("of the lost run");
    await new Promise(setImmediate);
    answers[1]("of this run");

    assert.equal((await workers[1].take("returned")).value, "of this run");
    await workers[1].say(succeeded(task));
    assert.deepEqual(await workers[1].rest().then((all) => all.filter(({ type }) => type === "returned")), []);
  });
});
