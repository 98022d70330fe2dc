import assert from "node:assert/strict";
import { createServer } from "node:http";
import { describe, it } from "node:test";
import { failed, isPending, rejection, running } from "./support.js";

/**
 * Columns 100–119 are Thrower.java:12 in run; from 120 on Reader.java:7 in a method that was inlined into line 14 of run; from 140 on no source;
 * from 150 on what makes exceptions; from 160 on the runtime; from 170 on a method without a line.
 */
const MAP = {
  version: 3,
  sources: [
    "dev/app/Thrower.java",
    "dev/app/Reader.java",
    "org/teavm/classlib/java/lang/TThrowable.java",
    "dev/taskholder/Fiber.java",
    "",
  ],
  names: [
    "dev.app.Thrower.run",
    "dev.app.Reader.next|dev.app.Thrower.run(Thrower.java:14)",
    "java.lang.Throwable.fillInStackTrace|java.lang.IllegalStateException.<init>(TIllegalStateException.java:29)",
    "dev.taskholder.Fiber.run",
    "dev.app.Thrower.generated",
  ],
  mappings: mappings([100, 0, 11, 0], [120, 1, 6, 1], [140], [150, 2, 120, 2], [160, 3, 91, 3], [170, 4, 0, 4]),
};

/** As {@link MAP} would be if TeaVM had written it: without names. */
const TEAVM_MAP = {
  ...MAP,
  names: [],
  mappings: mappings([100, 0, 11], [120, 1, 6], [140], [150, 2, 120], [160, 3, 91]),
};

/** Segments `[column, source, line, name]`, all from 0, in Base 64 VLQ. */
function mappings(...segments) {
  const last = [0, 0, 0, 0];
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const difference = (value, index) => {
    const step = value - last[index];
    last[index] = value;
    let rest = step < 0 ? (-step << 1) | 1 : step << 1;
    let text = "";
    do {
      text += digits[(rest & 31) | (rest > 31 ? 32 : 0)];
      rest >>= 5;
    } while (rest);
    return text;
  };
  return segments
    .map(([column, ...where]) => {
      const fields = [difference(column, 0)];
      if (where.length) {
        fields.push(difference(where[0], 1), difference(where[1], 2), "A");
      }
      if (where.length > 2) {
        fields.push(difference(where[2], 3));
      }
      return fields.join("");
    })
    .join(",");
}

/** What serves `/m.wasm.map`; `requests` are the paths asked for. */
async function site(t, answer) {
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(request.url);
    answer(response);
  });
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { requests, module: `http://localhost:${server.address().port}/m.wasm` };
}

const serving = (map) => (response) => response.end(JSON.stringify(map));
const stackOf = (...places) =>
  `java.lang.IllegalStateException: no such row${places.map((at) => `\n\tat wasm:${at}`).join("")}`;

/** The error of a task that failed with the stack, in a world whose maps come from `answer`. */
async function failure(t, answer, javaStack, more = {}) {
  const { requests, module } = await site(t, answer);
  const { worker, task } = await running(t, {}, { module });
  assert.deepEqual(requests, []);
  await worker.say(failed(task, "FAILED", { javaStack, ...more }));
  return { error: await rejection(task.result), requests, task };
}

describe("a Java stack", () => {
  it("is looked up when a task has failed, by places in the module", async (t) => {
    const { error, requests } = await failure(t, serving(MAP), stackOf(155, 125, 119, 165));
    assert.deepEqual(error.javaStack.split("\n\tat "), [
      "java.lang.IllegalStateException: no such row",
      "dev.app.Reader.next(Reader.java:7)",
      "dev.app.Thrower.run(Thrower.java:14)",
      "dev.app.Thrower.run(Thrower.java:12)",
    ]);
    assert.deepEqual(requests, ["/m.wasm.map"]);
  });

  it("of a method whose line is not known says so; what has no source is not shown", async (t) => {
    const { error } = await failure(t, serving(MAP), stackOf(145, 99, 171));
    assert.equal(
      error.javaStack,
      "java.lang.IllegalStateException: no such row\n\tat dev.app.Thrower.generated(Unknown Source)",
    );
  });

  it("has classes and lines by TeaVM's own map, which has no names", async (t) => {
    const { error } = await failure(t, serving(TEAVM_MAP), stackOf(155, 125, 119, 165));
    assert.deepEqual(error.javaStack.split("\n\tat ").slice(1), [
      "dev.app.Reader(Reader.java:7)",
      "dev.app.Thrower(Thrower.java:12)",
    ]);
  });

  it("of the runtime alone is shown whole", async (t) => {
    const { error } = await failure(t, serving(MAP), stackOf(155, 165, 165));
    assert.equal(error.javaStack.split("\n\tat dev.taskholder.Fiber.run(Fiber.java:92)").length, 3);
  });

  it("is looked up in causes and suppressed failures too", async (t) => {
    const other = { code: "FAILED", message: "m", javaClass: "E", javaStack: "E: m\n\tat wasm:100" };
    const more = {
      cause: { ...other, suppressed: [other] },
      suppressed: [{ ...other, cause: other, suppressed: [other] }],
    };
    const { error } = await failure(t, serving(MAP), stackOf(100), more);
    const [closing] = error.suppressed;
    for (const each of [error.cause, error.cause.suppressed[0], closing, closing.cause, closing.suppressed[0]]) {
      assert.equal(each.javaStack, "E: m\n\tat dev.app.Thrower.run(Thrower.java:12)");
    }
  });

  it("is fetched once for all errors of a module", async (t) => {
    const { requests, module } = await site(t, serving(MAP));
    const { holder, worker, task } = await running(t, {}, { module });
    const second = holder.spawn("ticker");
    await worker.say(
      failed(task, "FAILED", { javaStack: stackOf(100) }),
      failed(second, "FAILED", { javaStack: stackOf(100) }),
    );
    const errors = await Promise.all([task, second].map(({ result }) => rejection(result)));
    assert.ok(errors.every(({ javaStack }) => javaStack.includes("Thrower.java:12")));
    assert.deepEqual(requests, ["/m.wasm.map"]);
  });

  for (const [what, answer, why] of [
    ["is not there", (response) => response.writeHead(404).end(), /404 at http:.*m\.wasm\.map/],
    ["is no JSON", (response) => response.end("<html>"), /JSON/],
  ]) {
    it(`stays as it came, and says why, if the map ${what}`, async (t) => {
      const { error } = await failure(t, answer, stackOf(100));
      assert.ok(error.javaStack.startsWith(stackOf(100)));
      assert.match(error.javaStack, why);
    });
  }

  it("is waited for less than a second; the task has ended at once", async (t) => {
    const { module } = await site(t, () => {});
    const { holder, worker, task } = await running(t, {}, { module });
    t.mock.timers.enable({ apis: ["setTimeout"] });
    await worker.say(failed(task, "FAILED", { javaStack: stackOf(100) }));
    assert.equal(task.state, "failed");
    assert.deepEqual(holder.tasks, []);
    t.mock.timers.tick(899);
    assert.ok(await isPending(task.result));
    t.mock.timers.tick(1);
    assert.equal((await rejection(task.result)).javaStack, stackOf(100));
  });

  it("is there too for who reads the outputs, and who has made a request", async (t) => {
    const { module } = await site(t, serving(MAP));
    const { worker, task } = await running(t, {}, { module });
    const reading = rejection(task[Symbol.asyncIterator]().next());
    const asking = rejection(task.request("?"));
    await worker.take("send");
    const { error } = failed(task, "FAILED", { javaStack: stackOf(100) });
    await worker.say(
      { type: "reply", task: task.id, request: 1, error },
      failed(task, "FAILED", { javaStack: stackOf(100) }),
    );
    for (const each of [await reading, await asking]) {
      assert.match(each.javaStack, /Thrower\.java:12/);
    }
  });

  it("is what the console shows: V8's way in an engine that writes stacks so", async (t) => {
    const { error } = await failure(t, serving(MAP), stackOf(100));
    assert.equal(
      error.stack,
      "TaskFailedError: java.lang.IllegalStateException: no such row (in ticker)\n    at dev.app.Thrower.run (Thrower.java:12)",
    );
  });
});

describe("an error", () => {
  it("says which child of which task it was in", async (t) => {
    const { worker, task } = await running(t);
    const leaf = { code: "FAILED", message: "m", javaClass: "E", javaStack: "E: m" };
    const left = { ...leaf, child: "leaf", cause: leaf };
    const right = { ...leaf, child: "right", cause: leaf };
    await worker.say(failed(task, "FAILED", { child: "left", cause: left, suppressed: [right] }));
    const error = await rejection(task.result);
    assert.deepEqual(error.taskPath, ["ticker", "left", "leaf"]);
    assert.deepEqual(error.cause.cause.taskPath, ["ticker", "left", "leaf"]);
    assert.deepEqual(error.suppressed[0].taskPath, ["ticker", "right"]);
    assert.ok([error.cause, error.suppressed[0]].every(({ name }) => name === "TaskFailedError"));
  });
});
