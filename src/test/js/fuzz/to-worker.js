import fc from "fast-check";
import { endless, notPlain } from "./junk.js";
import { exactly, flag, id, int, listOf, nullable, plainData, shape, text, word } from "./kinds.js";
import { messagesOf } from "./messages.js";

/** @import { Drawn } from "./messages.js" */

const data = {
  right: plainData.right,
  wrong: fc
    .oneof({ weight: 6, arbitrary: notPlain }, { weight: 1, arbitrary: endless })
    .map((value) => ({ value, at: "" })),
};

/** What may be left out. */
const optionalData = { ...data, right: fc.option(data.right, { nil: undefined }) };

/** Tasks that end by themselves, or when told to. */
const task = fc.constantFrom("echo", "echo", "echo", "stream", "sleeper", "cleaner", "ticker", "thrower", "spin");
const name = { ...text, right: fc.oneof({ weight: 9, arbitrary: task }, { weight: 1, arbitrary: text.right }) };

const error = { name: text, message: text, stack: text };
const jsError = shape({ ...error, cause: nullable(shape(error)) });
const priority = word("user-blocking", "user-visible", "background");

/** What a page may say, and what it may get wrong. */
export const messageToWorker = messagesOf([
  ["start", { protocol: exactly(2), epoch: id, module: text }],
  [
    "spawn",
    {
      task: id,
      name,
      input: data,
      inputCapacity: int(0),
      outputCapacity: int(0),
      paused: flag,
      priority,
      restored: optionalData,
    },
  ],
  ["pause", { task: id, hold: text, command: id }],
  ["resume", { task: id, hold: text, command: id }],
  ["cancel", { task: id, reason: data }],
  ["send", { task: id, request: int(0), messages: listOf(data, 1) }],
  ["returned", { task: id, call: id, value: data, error: nullable(jsError) }],
  ["closeInput", { task: id }],
  ["credit", { task: id, count: id }],
  ["priority", { task: id, priority }],
]);

const NEVER_SPAWNED = 2 ** 31 - 1;

/**
 * The ids that messages speak of: of tasks that live or have ended, now and then of none, and a new one for each spawn.
 * @param {number} first  ids from this one on are not used yet
 */
export function idsFrom(first) {
  let next = first;
  /** @type {number[]} */
  const spawned = [];
  return {
    /** Those of the spawns that were well formed. */
    spawned,

    /**
     * @param {Drawn} drawn
     * @returns {{ message: any, flaws: string[] }}
     */
    about({ message, flaws, type, slot }) {
      const field = `${type}.task`;
      if (type === "" || type === "start" || flaws.includes(field)) {
        return { message, flaws };
      }
      if (type === "spawn" && slot < 95) {
        if (flaws.length === 0) {
          spawned.push(next);
        }
        return { message: { ...message, task: flaws.length === 0 ? next++ : next }, flaws };
      }
      // The id of a task that lives, or one that no spawn had.
      const wrongId = type === "spawn" ? 1 : NEVER_SPAWNED;
      return slot < 95 && spawned.length > 0
        ? { message: { ...message, task: spawned[slot % spawned.length] }, flaws }
        : { message: { ...message, task: wrongId }, flaws: [...flaws, field] };
    },
  };
}
