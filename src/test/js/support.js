import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after } from "node:test";
import { TaskHolder } from "../../../web/index.js";
import { ScriptedWorker } from "./scripted-worker.js";

const unhandled = [];
process.on("unhandledRejection", (reason) => unhandled.push(reason));
after(() => assert.deepEqual(unhandled, [], "there was an unhandled rejection"));

/** The cases of a golden file. */
export const golden = (name) =>
  JSON.parse(readFileSync(new URL(`../resources/golden/${name}.json`, import.meta.url), "utf8"));

/** A holder on scripted workers, all gone when the test ends; `worker` is the newest. */
export async function open(t, options = {}, script = {}) {
  const workers = [];
  let holder;
  t.after(() => {
    while (holder?.tasks[0]) {
      holder.tasks[0].terminate(); // so that nothing waits for its end
    }
    for (const worker of workers) {
      worker.terminate();
    }
  });
  const makeWorker = () => {
    assert.equal(script.refusal, undefined);
    workers.push(new ScriptedWorker(script));
    return workers.at(-1);
  };
  holder = await TaskHolder.open({
    worker: makeWorker,
    module: "http://localhost/m.wasm",
    killAfterMs: 60_000,
    ...options,
  });
  return {
    holder,
    workers,
    get worker() {
      return workers.at(-1);
    },
  };
}

/** A task the worker says is running. */
export async function running(t, options = {}, openOptions = {}) {
  const world = await open(t, openOptions);
  const task = world.holder.spawn("ticker", null, options);
  await world.worker.take("spawn");
  await world.worker.say(state(task, "running"));
  return Object.assign(world, { task });
}

export const state = ({ id }, name, more = {}) => ({ type: "state", task: id, state: name, heldBy: [], ...more });
export const answer = (command, applied, paused, because) => ({
  answer: { command, applied, paused, ...(because && { because }) },
});
export const output = ({ id }, ...values) => ({ type: "output", task: id, values });
export const accepted = ({ id }, count, credit) => ({ type: "accepted", task: id, count, credit });
export const succeeded = ({ id }, value = null) => ({ type: "outcome", task: id, outcome: "succeeded", value });
export const cancelled = ({ id }, reason = null) => ({ type: "outcome", task: id, outcome: "cancelled", reason });
export const failed = ({ id }, code = "FAILED", more = {}) => ({
  type: "outcome",
  task: id,
  outcome: "failed",
  error: { code, message: "no such row", javaClass: "java.lang.IllegalStateException", javaStack: "at Row", ...more },
});

/** Records what happened, in order. */
export function trail(target, ...types) {
  const entries = [];
  for (const type of types) {
    target.addEventListener(type, ({ detail }) =>
      entries.push(type === "statechange" ? target.state : type === "progress" ? target.progress : detail),
    );
  }
  return entries;
}

/** Whether a promise has settled by now, without waiting for it. */
export async function isPending(promise) {
  await new Promise(setImmediate);
  const pending = Symbol("pending");
  return (await Promise.race([promise.catch(() => {}), pending])) === pending;
}

/** What a promise rejects with. */
export const rejection = (promise) =>
  promise.then(
    (value) => assert.fail(`resolved with ${value}`),
    (error) => error,
  );

/** Waits until the page has asked a worker so often whether it answers, and has its answer; it must not ask more often. */
export async function answering(worker, times) {
  while (worker.asked < times) {
    await new Promise(setImmediate);
  }
  await worker.rest();
  await new Promise(setImmediate);
  assert.equal(worker.asked, times);
}
