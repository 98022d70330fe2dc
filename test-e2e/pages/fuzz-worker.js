import fc from "fast-check";
import { junk } from "../../src/test/js/fuzz/junk.js";
import { idsFrom, messageToWorker } from "../../src/test/js/fuzz/to-worker.js";

/** In one batch. */
const MOST = 200;
/** Outputs that the bystander puts out between two batches. */
const STEP = 5;
const BYSTANDER = 1;
const BY_NATURE = { inputCapacity: 1, outputCapacity: 0, paused: false, priority: "user-visible" };

/** A worker without a client, and a task in it that nobody has anything against. */
class BareWorker {
  #worker = new Worker("/worker.js", { type: "module" });
  /** @type {(() => void) | undefined} */
  #changed;
  /** What went wrong in the worker itself. */
  #lost = "";
  ready = false;
  /** @type {any[]} */
  faults = [];
  /** @type {Map<number, number>} how many outcomes each task had */
  outcomes = new Map();
  /** @type {number[]} */
  bystandersOutputs = [];
  #marks = 0;
  /** The id that the next task gets. */
  nextId = BYSTANDER + 1;

  constructor() {
    this.#worker.onmessage = ({ data }) => {
      for (const message of data) {
        this.#take(message);
      }
      this.#changed?.();
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#lost = event.message || "the worker failed";
      this.#changed?.();
    };
    const module = new URL("/web/wasm/taskholder.wasm", location.href).href;
    this.post([{ type: "start", protocol: 2, epoch: 1, module }]);
  }

  /** @param {any} message */
  #take(message) {
    const { type, code, task } = message;
    if (type === "ready") {
      this.ready = true;
    } else if (code === "PROTOCOL") {
      this.faults.push(message);
    } else if (type === "fault") {
      this.#lost = `${code}: ${message.message}`;
    } else if (type === "outcome") {
      this.outcomes.set(task, (this.outcomes.get(task) ?? 0) + 1);
    } else if (type === "output" && task === BYSTANDER) {
      this.bystandersOutputs.push(...message.values);
    }
  }

  /** @param {unknown} batch */
  post(batch) {
    this.#worker.postMessage(batch);
  }

  /**
   * @param {string} what
   * @param {() => boolean} condition
   */
  async until(what, condition) {
    while (!condition()) {
      if (this.#lost) {
        throw new Error(`waiting for ${what}: ${this.#lost}`);
      }
      await new Promise((resolve) => {
        this.#changed = () => resolve(undefined);
      });
    }
  }

  async startBystander() {
    await this.until("ready", () => this.ready);
    this.post([{ type: "spawn", task: BYSTANDER, name: "stream", input: { count: 2 ** 31 - 1 }, ...BY_NATURE }]);
  }

  /** All faults since the last call, once all that was posted is handled. */
  async takeFaults() {
    const type = `mark ${++this.#marks}`;
    this.post([{ type }]);
    await this.until(type, () => this.faults.at(-1)?.message.includes(`"${type}"`));
    return this.faults.splice(0).slice(0, -1);
  }

  /** Lets the bystander go on, and hears it out. */
  async expectBystanderToCount() {
    const from = this.bystandersOutputs.length;
    this.post([{ type: "credit", task: BYSTANDER, count: STEP }]);
    await this.until("the bystander", () => this.bystandersOutputs.length >= from + STEP);
    const next = this.bystandersOutputs.slice(from);
    if (next.length !== STEP || next.some((value, i) => value !== from + i)) {
      throw new Error(`the bystander put out ${next} after ${from} outputs`);
    }
  }

  terminate() {
    this.#worker.terminate();
  }
}

/**
 * Posts so many random messages to real workers, a new one after each failure.
 * @param {number} count
 * @param {number} seed
 * @returns {Promise<{ messages: number, malformed: number, tasks: number }>}
 * @throws {Error} with the smallest batch found that is answered in another way than it should
 */
export async function fuzzWorker(count, seed) {
  const told = { messages: 0, malformed: 0, tasks: 0 };
  /** @type {BareWorker | undefined} */
  let worker;

  const oneBatch = fc.asyncProperty(
    fc.array(messageToWorker, { minLength: 1, maxLength: MOST, size: "max" }),
    async (drawn) => {
      if (!worker) {
        worker = new BareWorker();
        await worker.startBystander();
      }
      const bare = worker;
      // Kept only if all goes well: what failed may have left it broken.
      worker = undefined;
      try {
        const ids = idsFrom(bare.nextId);
        const batch = drawn.map(ids.about);
        bare.post(batch.map(({ message }) => message));
        const faults = await bare.takeFaults();
        const expected = batch.filter(({ flaws }) => flaws.length > 0);
        expected.forEach(({ message, flaws }, i) => {
          if (!flaws.includes(faults[i]?.field)) {
            throw new Error(`fault ${i} is about ${faults[i]?.field}, wrong is ${flaws} of ${message?.type}`);
          }
        });
        if (faults.length !== expected.length) {
          throw new Error(`${faults.length} faults, not ${expected.length}: ${faults.at(-1)?.message}`);
        }
        await bare.expectBystanderToCount();
        bare.post(ids.spawned.map((task) => ({ type: "cancel", task, reason: "enough" })));
        await bare.until("the ends", () => ids.spawned.every((id) => bare.outcomes.has(id)));
        if ([...bare.outcomes.values()].some((ends) => ends !== 1)) {
          throw new Error("a task ended twice");
        }
        bare.outcomes.clear();
        bare.nextId += ids.spawned.length;
        told.messages += batch.length;
        told.malformed += expected.length;
        told.tasks += ids.spawned.length;
      } catch (error) {
        bare.terminate();
        throw error;
      }
      worker = bare;
    },
  );

  while (told.messages < count) {
    const numRuns = Math.ceil((count - told.messages) / (MOST / 2));
    await fc.assert(oneBatch, { seed: seed + told.messages, numRuns, includeErrorInReport: true });
  }
  /** @type {any} */ (worker)?.terminate();
  return told;
}

/**
 * Posts things that are no batch at all.
 * @param {number} count
 * @param {number} seed
 */
export async function fuzzBatches(count, seed) {
  const worker = new BareWorker();
  await worker.startBystander();
  for (const batch of fc.sample(
    junk.filter((it) => !Array.isArray(it)),
    { seed, numRuns: count },
  )) {
    worker.post(batch);
    const faults = await worker.takeFaults();
    if (faults.length !== 1 || faults[0].field !== "batch") {
      throw new Error(`a batch that is none was answered by ${JSON.stringify(faults)}`);
    }
  }
  await worker.expectBystanderToCount();
  worker.terminate();
}
