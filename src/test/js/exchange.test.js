import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accepted, cancelled, failed, isPending, rejection, running, succeeded, trail } from "./support.js";

/** What the page has posted since it started the worker, and no test has taken. */
const posted = async (worker) => (await worker.rest()).filter(({ type }) => type !== "start");
const reply = ({ id }, request, value) => ({ type: "reply", task: id, request, values: [value] });
const call = ({ id }, number, name, argument = null) => ({
  type: "call",
  task: id,
  call: number,
  function: name,
  argument,
});
const child = (number, parent, name, state) => ({ child: number, parent, name, state });
const children = ({ id }, ...changes) => ({ type: "children", task: id, children: changes });

describe("request", () => {
  it("goes in line with the sends and resolves with the reply to its own number", async (t) => {
    const { worker, task } = await running(t);
    task.send("before");
    const first = task.request("one");
    const second = task.request("two");
    const sent = (await posted(worker)).map(({ type, request, messages }) => [type, request, ...messages]);

    await worker.say(accepted(task, 3, 3), reply(task, 2, "II"), reply(task, 1, null));

    assert.deepEqual(sent, [
      ["send", 0, "before"],
      ["send", 1, "one"],
      ["send", 2, "two"],
    ]);
    assert.deepEqual(await Promise.all([first, second]), [null, "II"]);
  });

  it("may be answered before it is told accepted", async (t) => {
    const { worker, task } = await running(t);
    const asked = task.request("one");
    await worker.say(reply(task, 1, 7));
    assert.equal(await asked, 7);
  });

  it("waits for room like a send", async (t) => {
    const { worker, task } = await running(t, { inputCapacity: 1 });
    task.send("fills the inbox");
    const asked = task.request("one");
    assert.deepEqual(
      (await posted(worker)).map(({ type }) => type),
      ["send"],
    );
    await worker.say(accepted(task, 1, 1));
    assert.equal((await worker.take("send")).messages[0], "one");
    assert.ok(await isPending(asked));
  });

  it("rejects with what the task answered by", async (t) => {
    const { worker, task } = await running(t);
    const asked = task.request("one");
    const { error } = failed(task);
    await worker.say({ type: "reply", task: task.id, request: 1, error });
    const why = await rejection(asked);
    assert.deepEqual([why.name, why.code, why.message], ["TaskFailedError", "FAILED", "no such row"]);
  });

  for (const [how, message] of [
    ["succeeds", succeeded],
    ["fails", failed],
    ["is cancelled", cancelled],
  ]) {
    it(`rejects when the task ${how} without an answer, accepted or not`, async (t) => {
      const { worker, task } = await running(t, { inputCapacity: 1 });
      const inside = task.request("one");
      const waiting = task.request("two");
      await worker.say(accepted(task, 1, 0));
      await worker.say(message(task));
      for (const asked of [inside, waiting, task.request("three")]) {
        const why = await rejection(asked);
        assert.deepEqual([why.code, why.taskId], ["TASK_ENDED", task.id]);
      }
    });
  }

  it("rejects when the worker is lost", async (t) => {
    const { task } = await running(t);
    const asked = task.request("one");
    task.terminate();
    assert.equal((await rejection(asked)).code, "TASK_ENDED");
  });

  it("of something that cannot cross rejects with the path, and nothing is sent", async (t) => {
    const { worker, task } = await running(t);
    const why = await rejection(task.request({ onDone: () => {} }));
    assert.equal(why.code, "DATA_CLONE");
    assert.match(why.message, /^message\.onDone: a function/);
    assert.deepEqual(await posted(worker), []);
  });

  it("with a reply nobody waits for does no harm", async (t) => {
    const { worker, task } = await running(t);
    await worker.say(reply(task, 9, "?"));
    assert.equal(task.state, "running");
  });
});

describe("functions given at spawn", () => {
  it("are called with the argument, and what they return or resolve to goes back", async (t) => {
    const functions = { add: ({ a, b }) => a + b, later: async (it) => [it, it] };
    const { worker, task } = await running(t, { functions });
    await worker.say(call(task, 1, "add", { a: 2, b: 3 }), call(task, 2, "later", "x"));
    const answers = await Promise.all([worker.take("returned"), worker.take("returned")]);
    assert.deepEqual(answers, [
      { type: "returned", task: task.id, call: 1, value: 5 },
      { type: "returned", task: task.id, call: 2, value: ["x", "x"] },
    ]);
  });

  it("that return nothing give null", async (t) => {
    const { worker, task } = await running(t, { functions: { log: () => {} } });
    await worker.say(call(task, 1, "log"));
    assert.deepEqual(await worker.take("returned"), { type: "returned", task: task.id, call: 1, value: null });
  });

  it("that throw give their error with its name, stack and causes", async (t) => {
    const fail = () => {
      throw new TypeError("no such item", { cause: new RangeError("sold out") });
    };
    const { worker, task } = await running(t, { functions: { fail } });
    await worker.say(call(task, 1, "fail"));
    const { value, error } = await worker.take("returned");
    assert.equal(value, null);
    assert.deepEqual([error.name, error.message], ["TypeError", "no such item"]);
    assert.match(error.stack, /exchange\.test\.js/);
    assert.deepEqual([error.cause.name, error.cause.message, error.cause.cause], ["RangeError", "sold out", undefined]);
  });

  for (const [what, thrown, message] of [
    ["a string", "oops", "oops"],
    ["undefined", undefined, "undefined"],
    ["an object without a prototype", Object.create(null), "an object of class Object"],
  ]) {
    it(`that throw ${what} give its text`, async (t) => {
      const { worker, task } = await running(t, { functions: { fail: () => Promise.reject(thrown) } });
      await worker.say(call(task, 1, "fail"));
      assert.deepEqual((await worker.take("returned")).error, { name: "", message, stack: "" });
    });
  }

  for (const [what, parts, expected] of [
    ["a number as name", { name: { value: 42 } }, { name: "42", message: "x" }],
    ["an object as message", { message: { value: { code: 1 } } }, { message: "an object of class Object" }],
    ["a function as message", { message: { value: () => {} } }, { message: "an object of class Function" }],
    ["an array as stack", { stack: { value: ["at x"] } }, { message: "x", stack: "an object of class Array" }],
    ["no stack", { stack: { value: undefined } }, { message: "x", stack: "" }],
    ["a message that throws", { message: { get: refuse } }, { name: "Error", message: "" }],
    ["a cause that throws", { cause: { get: refuse } }, { name: "Error", message: "x" }],
  ]) {
    it(`that throw an error with ${what} give what can be told of it`, async (t) => {
      const thrown = Object.defineProperties(new Error("x"), parts);
      const { worker, task } = await running(t, { functions: { fail: () => Promise.reject(thrown) } });
      await worker.say(call(task, 1, "fail"));
      const { error } = await worker.take("returned");
      assert.ok(Object.values(error).every((part) => typeof part === "string"));
      assert.deepEqual({ ...error, ...expected }, error);
    });
  }

  it("that throw an error keep a cause that is no error", async (t) => {
    const fail = (cause) => Promise.reject(new Error("x", { cause }));
    const { worker, task } = await running(t, { functions: { fail } });
    await worker.say(call(task, 1, "fail", "sold out"), call(task, 2, "fail", null));
    const [{ error: caused }, { error: uncaused }] = [await worker.take("returned"), await worker.take("returned")];
    assert.deepEqual(caused.cause, { name: "", message: "sold out", stack: "" });
    assert.ok(!("cause" in uncaused));
  });

  it("that throw a revoked proxy give an error all the same", async (t) => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    const fail = () => {
      revoke();
      throw proxy;
    };
    const { worker, task } = await running(t, { functions: { fail } });
    await worker.say(call(task, 1, "fail"));
    assert.deepEqual((await worker.take("returned")).error, { name: "", message: "", stack: "" });
  });

  it("whose errors cause each other end somewhere", async (t) => {
    const error = new Error("round");
    error.cause = error;
    const { worker, task } = await running(t, { functions: { fail: () => Promise.reject(error) } });
    await worker.say(call(task, 1, "fail"));
    let depth = 0;
    for (let it = (await worker.take("returned")).error; it; it = it.cause) {
      depth++;
    }
    assert.equal(depth, 21);
  });

  it("that are not there are an error, also those every object has", async (t) => {
    const { worker, task } = await running(t);
    await worker.say(call(task, 1, "price"), call(task, 2, "toString"));
    for (const name of ["price", "toString"]) {
      const { error } = await worker.take("returned");
      assert.deepEqual([error.name, error.message], ["TypeError", `no function is named "${name}"`]);
    }
  });

  it("that return what cannot cross are an error with the path", async (t) => {
    const { worker, task } = await running(t, { functions: { bad: () => ({ at: new Date(0) }) } });
    await worker.say(call(task, 1, "bad"));
    assert.match((await worker.take("returned")).error.message, /^bad\.at: an object of class Date cannot be sent/);
  });

  for (const [how, message] of [
    ["the task gives the call up", (task) => ({ type: "abandon", task: task.id, call: 1 })],
    ["the task ends", succeeded],
  ]) {
    it(`have their signal aborted when ${how}, and no answer goes back`, async (t) => {
      const { promise, resolve } = withResolvers();
      let signal;
      const wait = (_, options) => {
        signal = options.signal;
        return promise;
      };
      const { worker, task } = await running(t, { functions: { wait } });
      await worker.say(call(task, 1, "wait"));
      const before = signal.aborted;
      await worker.say(message(task));
      resolve("too late");

      assert.deepEqual([before, signal.aborted], [false, true]);
      assert.deepEqual(await posted(worker), []);
    });
  }

  it("must be functions", async (t) => {
    const { holder } = await running(t);
    for (const functions of [7, null, [], { price: 3 }]) {
      assert.throws(() => holder.spawn("ticker", null, { functions }), {
        name: "TypeError",
        message: /^functions: expected an object of functions, got /,
      });
    }
  });
});

describe("children", () => {
  it("are a tree that grows, changes state and shrinks, an event each time", async (t) => {
    const { worker, task, holder } = await running(t);
    const events = trail(task, "childrenchange");
    assert.deepEqual(task.children, []);

    await worker.say(children(task, child(1, 0, "left", "running"), child(2, 1, "leaf", "running")));
    const grown = task.children;
    await worker.say(children(task, child(2, 1, "leaf", "paused"), child(3, 0, "right", "paused")));
    const changed = task.children;
    await worker.say(children(task, child(2, 1, "leaf", "succeeded"), child(1, 0, "left", "cancelled")));

    const leaf = (state) => ({ id: 2, name: "leaf", state, children: [] });
    const right = { id: 3, name: "right", state: "paused", children: [] };
    assert.deepEqual(grown, [{ id: 1, name: "left", state: "running", children: [leaf("running")] }]);
    assert.deepEqual(changed, [{ id: 1, name: "left", state: "running", children: [leaf("paused")] }, right]);
    assert.deepEqual(task.children, [right]);
    assert.deepEqual(holder.snapshot().tasks[0].children, [right]);
    assert.equal(events.length, 3);
  });

  it("are gone with their task", async (t) => {
    const { worker, task } = await running(t);
    await worker.say(children(task, child(1, 0, "left", "running")));
    task.terminate();
    assert.deepEqual(task.children, []);
  });
});

function refuse() {
  throw new Error("not to be read");
}

function withResolvers() {
  let resolve;
  const promise = new Promise((it) => {
    resolve = it;
  });
  return { promise, resolve };
}
