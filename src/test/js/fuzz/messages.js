import fc from "fast-check";
import { junk } from "./junk.js";
import { put } from "./kinds.js";

/** @import { Kind } from "./kinds.js" */

/**
 * A message to be posted once it is known what tasks there are.
 * @typedef {object} Drawn
 * @property {unknown} message
 * @property {string[]} flaws  the fields that are wrong, one of which must be named; empty if it is well formed
 * @property {string} type
 * @property {number} slot  which of the tasks it is about
 */

const isObject = (it) => Object.prototype.toString.call(it) === "[object Object]";

/** A right field most of the time, so that a message is about as likely well formed as not. */
const fieldOf = (/** @type {Kind} */ { right, wrong }) => {
  const rightField = right.map((value) => ({ value, at: null }));
  return wrong ? fc.oneof({ weight: 9, arbitrary: rightField }, { weight: 1, arbitrary: wrong }) : rightField;
};

/**
 * Messages of one type, none to several of whose fields are wrong.
 * @param {string} type
 * @param {Record<string, Kind>} kinds
 * @returns {fc.Arbitrary<Drawn>}
 */
const messageOf = (type, kinds) =>
  fc
    .record({
      fields: fc.record(Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, fieldOf(kind)]))),
      slot: fc.nat(100),
      extra: fc.option(junk, { nil: undefined, freq: 20 }),
    })
    .map(({ fields, slot, extra }) => {
      let message = put({ type }, "unknownField", extra);
      const flaws = [];
      for (const [name, { value, at }] of Object.entries(fields)) {
        message = put(message, name, value);
        if (at !== null) {
          flaws.push(`${type}.${name}${at}`);
        }
      }
      return { message, flaws, type, slot };
    });

/**
 * Anything at all in the place of a message.
 * @param {string[]} types
 * @returns {fc.Arbitrary<Drawn>}
 */
const noMessage = (types) =>
  fc
    .oneof(
      junk,
      junk.map((type) => ({ type })),
      fc.constantFrom("Spawn", "constructor", "__proto__", "", "state ", "toString").map((type) => ({ type, task: 2 })),
    )
    .filter((it) => !types.includes(it?.type))
    .map((message) => ({ message, flaws: [isObject(message) ? "type" : "message"], type: "", slot: 0 }));

/**
 * @param {[type: string, kinds: Record<string, Kind>][]} table
 * @returns {fc.Arbitrary<Drawn>}
 */
export const messagesOf = (table) =>
  fc.oneof(
    { weight: 1, arbitrary: noMessage(table.map(([type]) => type)) },
    ...table.map(([type, kinds]) => ({ weight: 2, arbitrary: messageOf(type, kinds) })),
  );

/**
 * The message with the id of a task in it, unless that is what is wrong with it.
 * @param {Drawn} drawn
 * @param {number[]} ids
 */
export const about = ({ message, flaws, type, slot }, ids) =>
  type !== "" && "task" in message && message.task !== null && !flaws.some((it) => it === `${type}.task`)
    ? { ...message, task: ids[slot % ids.length] }
    : message;
