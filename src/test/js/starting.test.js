import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TaskHolder } from "../../../web/index.js";
import { explainScript, scriptHint } from "../../../web/script-hint.js";
import { startHint } from "../../../web/start-hint.js";
import { ScriptedWorker } from "./scripted-worker.js";
import { isPending, open, rejection } from "./support.js";

const fault = (code, message, more = {}) => [{ type: "fault", code, message, ...more }];

/** Opens on a worker with that script, which fails. */
async function failedStart(script, options = {}) {
  const worker = new ScriptedWorker(script);
  const error = await rejection(
    TaskHolder.open({ worker: () => worker, module: "http://localhost/m.wasm", ...options }),
  );
  assert.equal(error.name, "StartError");
  assert.equal(error.code, "LOAD_FAILED");
  assert.equal(error.hint, error.message);
  return { error, worker };
}

describe("open", () => {
  it("is the only way to a holder", () => {
    assert.throws(() => new TaskHolder(), { name: "TypeError", message: "use TaskHolder.open" });
  });

  it("sends one batch with the start alone and is ready when the worker is", async (t) => {
    const { worker, holder } = await open(t);
    assert.deepEqual(worker.batches, [[{ type: "start", protocol: 2, epoch: 1, module: "http://localhost/m.wasm" }]]);
    assert.deepEqual(holder.snapshot(), { epoch: 1, closed: false, tasks: [] });
  });

  it("takes a URL object as module", async (t) => {
    const { worker } = await open(t, { module: new URL("http://localhost/url.wasm") });
    assert.equal(worker.batches[0][0].module, "http://localhost/url.wasm");
  });

  it("waits for ready", async (t) => {
    const worker = new ScriptedWorker({ onStart: () => null });
    t.after(() => worker.terminate());
    const opening = TaskHolder.open({ worker: () => worker });
    await worker.take("start");
    assert.ok(await isPending(opening));
    await worker.say(
      { type: "log", task: null, level: "info", text: "main" },
      { type: "ready", protocol: 2, epoch: 1, tasks: [] },
    );
    assert.ok((await opening) instanceof TaskHolder);
  });

  it("does not give up a worker that becomes ready while it is looked up why it had failed", async (t) => {
    const worker = new ScriptedWorker({ onStart: () => null });
    t.after(() => worker.terminate());
    const opening = TaskHolder.open({ worker: () => worker });
    await worker.take("start");
    const { explainScript } = await import("../../../web/script-hint.js");

    worker.dispatchEvent(new Event("error"));
    await worker.say({ type: "ready", protocol: 2, epoch: 1, tasks: [] });
    await opening;
    await explainScript(performance.now()); // asked for later, so it is answered later

    assert.equal(worker.terminated, false);
  });

  it("leaves one listener of each kind on the worker, and no timer", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const { worker, holder } = await open(t);
    t.mock.timers.tick(60_000);
    holder.spawn("ticker");
    assert.equal(worker.countListeners(), 3);
    assert.equal(worker.terminated, false);
  });
});

describe("a start that fails rejects with StartError and leaves nothing running:", () => {
  it("LOAD_FAILED passes its hint on", async () => {
    const hint = "404: there is no module at http://localhost/m.wasm; was it built, and is the URL right?";
    const { error, worker } = await failedStart({ onStart: () => fault("LOAD_FAILED", hint) });
    assert.equal(error.hint, hint);
    assert.equal(worker.terminated, true);
  });

  it("a worker that stays silent is a time-out", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const worker = new ScriptedWorker({ onStart: () => null });
    const opening = rejection(TaskHolder.open({ worker: () => worker, startTimeoutMs: 50 }));
    t.mock.timers.tick(50);
    const error = await opening;
    assert.match(error.hint, /^time-out: .* 50 ms/);
    assert.equal(worker.terminated, true);
  });

  it("a script that does not load is a 404", async () => {
    const worker = new ScriptedWorker({ onStart: () => null });
    const opening = rejection(TaskHolder.open({ worker: () => worker }));
    worker.dispatchEvent(new Event("error"));
    assert.match((await opening).hint, /^404: /);
  });

  it("a script that throws is broken", async () => {
    const worker = new ScriptedWorker({ onStart: () => null });
    const opening = rejection(TaskHolder.open({ worker: () => worker }));
    worker.dispatchEvent(Object.assign(new Event("error"), { message: "SyntaxError: oops" }));
    const { hint } = await opening;
    assert.match(hint, /^broken module: .*SyntaxError: oops/);
  });

  it("WORKER_LOST while starting is a broken module", async () => {
    const { error } = await failedStart({ onStart: () => fault("WORKER_LOST", "RuntimeError: unreachable") });
    assert.match(error.hint, /^broken module: .*unreachable/);
  });

  it("another protocol version is a broken module, whichever side says so", async () => {
    const there = await failedStart({
      onStart: () => fault("PROTOCOL", "start.protocol: expected 2", { field: "start.protocol" }),
    });
    const here = await failedStart({ onStart: ({ epoch }) => [{ type: "ready", protocol: 3, epoch, tasks: [] }] });
    assert.match(there.error.hint, /^broken module: .*start\.protocol: expected 2/);
    assert.equal(there.error.cause.field, "start.protocol");
    assert.match(here.error.hint, /^broken module: .*ready\.protocol/);
    assert.equal(here.error.cause.field, "ready.protocol");
  });

  it("a worker function that throws is the cause", async () => {
    const cause = new DOMException("cross-origin", "SecurityError");
    const error = await rejection(
      TaskHolder.open({
        worker: () => {
          throw cause;
        },
      }),
    );
    assert.equal(error.code, "LOAD_FAILED");
    assert.match(error.hint, /SecurityError: cross-origin/);
    assert.equal(error.cause, cause);
  });

  it("a worker function that returns no worker", async () => {
    const error = await rejection(TaskHolder.open({ worker: () => 7 }));
    assert.equal(error.name, "StartError");
  });

  it("a worker that was used before, so that a second open on a dead one does not wait for a time-out", async () => {
    const worker = new ScriptedWorker();
    const options = { worker: () => worker };
    const holder = await TaskHolder.open(options);
    await holder.close();
    const error = await rejection(TaskHolder.open(options));
    assert.match(error.hint, /used before/);
  });

  it("an already used worker goes on for the holder that has it", async (t) => {
    const { holder, worker } = await open(t);
    await rejection(TaskHolder.open({ worker: () => worker }));
    const task = holder.spawn("ticker");
    await worker.take("spawn");
    await worker.say({ type: "outcome", task: task.id, outcome: "succeeded", value: 1 });
    assert.equal(await task.result, 1);
  });
});

describe("the hint of the worker", () => {
  const url = "http://localhost/m.wasm";
  const fine = { url, error: new Error("x"), wasmGc: true, status: 200, mime: "application/wasm" };
  for (const [what, facts, start] of [
    ["a missing module", { status: 404, mime: "text/html" }, `404: there is no module at ${url}`],
    ["a server that is broken", { status: 500, mime: "" }, `500: there is no module at ${url}`],
    ["no answer", { status: 0, mime: "" }, `unreachable: ${url} did not answer`],
    ["no eval", { error: new EvalError("Refused to evaluate a string") }, "CSP: allow 'unsafe-eval'"],
    ["no Wasm by CSP", { error: new Error("violates the following Content Security Policy directive") }, "CSP: "],
    ["a module that the policy refuses", { status: 0, mime: "", refused: true }, "CSP: "],
    ["an old engine", { wasmGc: false, status: 200 }, "no Wasm GC: this browser cannot run the module"],
    [
      "a page instead of a module",
      { mime: "text/html; charset=utf-8" },
      `broken module: ${url} was served as "text/html; charset=utf-8"`,
    ],
    ["a broken module", { error: new Error("CompileError: bad magic") }, `broken module: ${url} did not start`],
  ]) {
    it(`for ${what} begins with ${start}`, () => {
      const hint = startHint({ ...fine, ...facts });
      assert.ok(hint.startsWith(start), hint);
    });
  }
});

describe("a script that does not start", () => {
  const own = { url: "http://localhost/worker.js", status: 200, isImported: false };
  const imported = { url: "http://localhost/web/wasm/runtime.js", status: 200, isImported: true };
  const other = { ...own, url: "http://localhost/search.js" };
  const [nowhere, nothing] = [own, imported].map((script) => ({ ...script, status: 404 }));
  for (const [what, scripts, start] of [
    ["that is not there", [nowhere], "404: there is no script at http://localhost/worker.js"],
    ["that is not listed", [], "404: worker.js did not load"],
    ["that is not listed beside another of the page", [nothing], "404: worker.js did not load"],
    [
      "that imports what is not there",
      [nothing, own],
      "404: there is no script at http://localhost/web/wasm/runtime.js",
    ],
    ["of an engine that tells no status", [{ ...own, status: 0 }], `broken worker: ${own.url} was loaded`],
    ["that is no script", [imported, own], `broken worker: ${own.url} was loaded`],
    ["beside another of the page", [other, own], `broken worker: ${other.url} or ${own.url} was loaded`],
    [
      "beside another of the page that is not there",
      [{ ...other, status: 404 }, own],
      `broken worker: ${other.url} (404) or ${own.url} was loaded`,
    ],
  ]) {
    it(`${what} is explained by ${start}`, () => {
      const hint = scriptHint(scripts);
      assert.ok(hint.startsWith(start), hint);
    });
  }

  it("is not taken for certain to be the one that was loaded", () => {
    const hint = scriptHint([other]);
    assert.ok(hint.endsWith("if that is not the worker's script: 404, the worker's did not load"), hint);
  });

  it("is explained where nothing is listed at all", async (t) => {
    const { PerformanceObserver } = globalThis;
    t.after(() => Object.assign(globalThis, { PerformanceObserver }));
    Object.assign(globalThis, { PerformanceObserver: undefined });
    assert.equal(await explainScript(0), "404: worker.js did not load; is its URL right?");
  });

  it("is looked into, and the start fails when that is done", async () => {
    const worker = new ScriptedWorker({ onStart: () => null });
    const failed = rejection(TaskHolder.open({ worker: () => worker }));
    await worker.take("start");
    worker.dispatchEvent(new Event("error"));
    assert.equal((await failed).hint, "404: worker.js did not load; is its URL right?");
    assert.equal(worker.terminated, true);
  });

  it("is not looked into for ever", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const worker = new ScriptedWorker({ onStart: () => null });
    const failed = rejection(TaskHolder.open({ worker: () => worker }));
    await worker.take("start");
    worker.dispatchEvent(new Event("error"));
    t.mock.timers.tick(500);
    assert.equal((await failed).hint, "404: worker.js did not load");
  });

  it("ends its task once, if that one is terminated meanwhile", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const { holder, workers, worker } = await open(t);
    holder.spawn("ticker").terminate();
    assert.equal(worker.terminated, true);
    const task = holder.spawn("ticker");
    workers[1].dispatchEvent(new Event("error"));
    task.terminate();
    const faults = [];
    holder.addEventListener("fault", ({ detail }) => faults.push(detail.code));
    assert.equal((await rejection(task.result)).code, "TERMINATED");
    t.mock.timers.tick(500);
    assert.deepEqual(faults, []);
  });
});
