import fc from "fast-check";
import { ModelTask } from "./model.js";
import { nextTask, show } from "./support.js";

/** @import { Task, TaskHolder } from "../../web/index.js" */
/** @import { Asked, Body } from "./model.js" */

const MOST_TASKS = 4;
/** Far longer than anything takes: what has not happened by then never will. */
const NEVER_MILLIS = 10_000;

const INPUTS = { echo: null, primes: { below: 2 ** 31 - 1 }, cleaner: { cleanupMillis: 1e9 } };

/** @typedef {{ op: string, task: number, hold: string, body: Body, paused: boolean, inputCapacity: number }} Command */

const command = fc.record({
  op: fc.constantFrom(
    "pause",
    "pause",
    "resume",
    "resume",
    "send",
    "send",
    "cancel",
    "closeInput",
    "spawn",
    "pauseAll",
    "resumeAll",
  ),
  task: fc.nat(MOST_TASKS - 1),
  hold: fc.constantFrom("default", "other", "all"),
  body: fc.constantFrom(.../** @type {Body[]} */ (["echo", "primes", "cleaner"])),
  paused: fc.boolean(),
  inputCapacity: fc.constantFrom(0, 1, 2, 5),
});

/** Commands that leave the page in one batch; now and then the worker is terminated instead. */
const burst = fc.oneof(
  { weight: 12, arbitrary: fc.array(command, { minLength: 1, maxLength: 5 }) },
  { weight: 1, arbitrary: command.map((it) => [{ ...it, op: "terminate" }]) },
);

/** A task, its model, and what is known of what was asked of it. */
class Subject {
  /** @type {Promise<void>[]} */
  #checks = [];
  /** @type {{ promise: Promise<{ applied: boolean }>, isFirst: boolean }[]} */
  #cancels = [];
  /** What became of each send so far. @type {("waits" | "accepted" | "accepted wrongly" | "rejected")[]} */
  #sends = [];

  /** @param {TaskHolder} holder @param {Command} command */
  constructor(holder, { body, paused, inputCapacity }) {
    this.task = holder.spawn(body, INPUTS[body], { paused, inputCapacity, outputCapacity: 1_000_000 });
    this.model = new ModelTask(body, paused);
    this.capacity = inputCapacity;
  }

  /** @param {Command} command */
  apply({ op, hold }) {
    const { task, model } = this;
    if (op === "pause" || op === "resume") {
      this.#expectAnswer(`${op} ${hold}`, task[op](hold), model[op](hold));
    } else if (op === "cancel") {
      this.#cancels.push({ promise: task.cancel("the model"), isFirst: model.cancel() });
    } else if (op === "closeInput") {
      task.closeInput();
      model.closeInput();
    } else if (op === "send") {
      this.#send();
    }
  }

  #send() {
    const index = this.#sends.length;
    const mayBeTaken = !this.model.closed && !this.model.isOver;
    this.#sends.push("waits");
    this.task.send(index).then(
      () => {
        this.#sends[index] = mayBeTaken ? "accepted" : "accepted wrongly";
      },
      () => {
        this.#sends[index] = "rejected";
      },
    );
    if (!mayBeTaken) {
      this.#checks.push(this.#until("the send to be refused", () => this.#sends[index] === "rejected"));
    }
  }

  /** @param {string} what @param {Promise<unknown>} promise @param {Asked} asked */
  #expectAnswer(what, promise, asked) {
    this.#checks.push(
      promise.then((answer) => {
        // Later pauses of the model may still be on their way when this one is answered: its answer is there by now.
        const expected = asked.answer;
        if (show(sorted(answer)) !== show(sorted(expected))) {
          this.#fail(`${what} is answered ${show(answer)}, not ${show(expected)}`);
        }
      }),
    );
  }

  /** Waits until all that the model foresees has come about. */
  async check() {
    const { task, model } = this;
    await this.#until(`the state ${model.state}`, () => task.state === model.state);
    if (model.body === "cleaner" && model.state === "running") {
      await this.#until("it to be where it cleans up", () => task.buffered === 1);
    }
    await within(Promise.all(this.#checks.splice(0)), () => this.#fail("not everything was answered"));
    const holds = show([...model.holds]);
    await this.#until(`the holds ${holds}`, () => show(task.heldBy) === holds);
    if (model.isOver) {
      for (const { promise, isFirst } of this.#cancels.splice(0)) {
        if ((await promise).applied !== (isFirst && model.life === "cancelled")) {
          this.#fail(`a cancel is answered ${!isFirst}`);
        }
      }
    }
  }

  /** How many sends were accepted: the first ones. What waits has no room, or nobody to take it. */
  async checkSends() {
    const { task, model, capacity } = this;
    const sends = this.#sends;
    const accepted = () => sends.lastIndexOf("accepted") + 1;
    const settled = () => !sends.includes("waits");
    if (model.isOver || (model.body === "echo" && model.state === "running")) {
      await this.#until("every send to be settled", settled);
    } else if (model.state !== "cancelling") {
      const echoed = model.body === "echo" ? task.buffered : 0;
      const waiting = sends.filter((it) => it !== "rejected").length;
      await this.#until("the inbox to be full", () => accepted() >= Math.min(waiting, echoed + capacity));
      // One may be in the task's hands.
      if (accepted() > echoed + capacity + (model.body === "echo" ? 1 : 0)) {
        this.#fail(`${accepted()} messages were accepted, ${echoed} came back`);
      }
    }
    if (sends.slice(0, accepted()).includes("rejected")) {
      this.#fail(`of the sends ${sends} not the first were accepted`);
    }
  }

  /** The end, and all that was put out before. */
  async checkEnd() {
    const { task, model } = this;
    const code = await task.result.then(
      () => "succeeded",
      (error) => error.code,
    );
    const codes = { succeeded: ["succeeded"], cancelled: ["CANCELLED"], failed: ["TERMINATED", "WORKER_LOST"] };
    if (!(/** @type {any} */ (codes)[model.life]?.includes(code))) {
      this.#fail(`it ended ${code}, not ${model.life}`);
    }
    if (model.body === "echo") {
      const outputs = [];
      try {
        for await (const output of task) {
          outputs.push(output);
        }
      } catch {
        // the same as the result
      }
      const accepted = this.#sends.lastIndexOf("accepted") + 1;
      const all = code !== "succeeded" || outputs.length === accepted;
      if (outputs.some((output, i) => output !== i) || outputs.length > accepted || !all) {
        this.#fail(`of ${accepted} messages came back ${outputs}`);
      }
    }
  }

  /** @param {string} what @param {() => boolean} condition */
  async #until(what, condition) {
    const began = performance.now();
    while (!condition()) {
      if (performance.now() - began > NEVER_MILLIS) {
        this.#fail(`waited in vain for ${what}; it is ${this.task.state}, its sends ${this.#sends}`);
      }
      await nextTask();
    }
  }

  /** @param {string} what @returns {never} */
  #fail(what) {
    throw new Error(`task ${this.task.id} (${this.model.body}), ${this.model.state} by the model: ${what}`);
  }
}

/** @param {any} answer */
const sorted = (answer) => answer && Object.fromEntries(Object.entries(answer).sort(([a], [b]) => (a < b ? -1 : 1)));

/** @template T @param {Promise<T>} promise @param {() => never} fail */
async function within(promise, fail) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, NEVER_MILLIS, "late");
  });
  const first = await Promise.race([promise, late]);
  clearTimeout(timer);
  if (first === "late") {
    fail();
  }
}

/**
 * Gives random commands to the tasks of a real worker and to their models.
 * @param {TaskHolder} holder
 * @param {number} runs
 * @param {number} seed
 * @returns {Promise<{ runs: number, commands: number, tasks: number }>}
 * @throws {Error} with the shortest commands found after which they differ
 */
export async function compareWithModel(holder, runs, seed) {
  const told = { runs: 0, commands: 0, tasks: 0 };
  const oneRun = fc.asyncProperty(fc.array(burst, { minLength: 1, maxLength: 12, size: "max" }), async (bursts) => {
    /** @type {Subject[]} */
    const subjects = [];
    try {
      for (const commands of bursts) {
        give(commands, subjects, holder);
        told.commands += commands.length;
        for (const { model } of subjects) {
          model.turn();
        }
        // What comes back after this has come to the end of what it brings.
        await holder.spawn("sleeper", { millis: 0 }).result;
        for (const subject of subjects) {
          await subject.check();
          await subject.checkSends();
        }
      }
      await endAll(subjects);
    } finally {
      holder.tasks[0]?.terminate();
    }
    told.runs++;
    told.tasks += subjects.length;
  });
  await fc.assert(oneRun, { seed, numRuns: runs, includeErrorInReport: true });
  return told;
}

/** @param {Command[]} commands @param {Subject[]} subjects @param {TaskHolder} holder */
function give(commands, subjects, holder) {
  for (const it of commands) {
    if (it.op === "spawn" || subjects.length === 0) {
      subjects.push(new Subject(holder, it));
    }
    const living = subjects.filter(({ task }) => holder.tasks.includes(task));
    if (it.op === "terminate") {
      living[it.task % living.length]?.task.terminate();
      for (const { model } of subjects) {
        model.lose();
      }
    } else if (it.op === "pauseAll" || it.op === "resumeAll") {
      for (const subject of living) {
        subject.apply({ ...it, op: it.op === "pauseAll" ? "pause" : "resume", hold: "all" });
      }
    } else {
      // Those that have ended too.
      subjects[it.task % subjects.length]?.apply(it);
    }
  }
}

/** @param {Subject[]} subjects */
async function endAll(subjects) {
  for (const { task, model } of subjects) {
    void task.cancel("the end");
    model.cancel();
    model.turn();
  }
  for (const subject of subjects) {
    await subject.check();
  }
  // Those that clean up for ever; the others have ended.
  subjects.find(({ model }) => !model.isOver)?.task.terminate();
  for (const subject of subjects) {
    subject.model.lose();
    await subject.check();
    await subject.checkSends();
    await subject.checkEnd();
  }
}
