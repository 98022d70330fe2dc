/**
 * Has classes not refer to their tables of virtual methods, where nobody looks for them: TeaVM reads the table of a class of arrays alone, to make
 * one. As long as each class has its table, all tables are in use, and the methods in them.
 */
import { all, is, printCode, rewrite } from "./text.js";

/** @import { List, Node } from "./text.js" */
/** @import { Struct } from "./constant-classes.js" */

/** The function that gives a class's class of arrays, and makes it if there is none: either is what the field `array` says. */
const ARRAY_CLASS = new RegExp(
  [
    String.raw`^\(func \S+ \(type \S+\) \(param (?<item>\S+) \(ref null (?<type>\S+)\)\) \(result \(ref \k<type>\)\)`,
    String.raw`\(local (?<made>\S+) \(ref \k<type>\)\) \(local \S+ \(ref \S+\)\)`,
    String.raw`\(block (?<none>\S+) \(return \(br_on_null \k<none> \(struct.get \k<type> (?<array>\d+) \(local.get \k<item>\)\)\)\)\)`,
    String.raw`\(local.set \k<made> \(struct.new_default \k<type>\)\)`,
    String.raw`\(struct.set \k<type> \k<array> \(local.get \k<item>\) \(local.get \k<made>\)\)`,
    String.raw`(?:(?!\(return|\(local.set).)* \(local.get \k<made>\)\)$`,
  ].join(" "),
);

/**
 * @param {List} module
 * @param {Map<Node | undefined, Struct>} structs  what constant globals will hold, by name; some fields are taken out
 */
export function dropTablesOfClasses(module, structs) {
  const functions = all(module, "func");
  const found = functions.flatMap((one) => {
    const parts = ARRAY_CLASS.exec(printCode(one))?.groups;
    return parts ? [{ one, type: String(parts.type), array: Number(parts.array) }] : [];
  });
  const [arrayClass] = found;
  if (!arrayClass || found.length > 1) {
    throw new Error("which function makes classes of arrays cannot be seen");
  }
  const { type, array, one: maker } = arrayClass;
  for (const setter of functions.filter((one) => one !== maker && sets(one, type, array))) {
    // Called by the maker alone, it is handed what was made.
    if (!refersTo(maker, setter[1]) || functions.some((one) => one !== maker && refersTo(one, setter[1]))) {
      throw new Error(`what ${setter[1]} sets cannot be seen`);
    }
  }
  const classes = [...structs].filter(([, struct]) => struct.type === type);
  const ofArrays = new Set(classes.map(([, { fields }]) => fields.get(array)?.[1]));
  const others = classes.filter(([name]) => !ofArrays.has(name));
  for (const field of readOnlyFrom(module, maker[1], type)) {
    for (const [, { fields }] of others) {
      fields.delete(field);
    }
  }
}

/**
 * @param {List} module
 * @param {Node | undefined} source  a function
 * @param {Node} type
 * @returns {number[]} the fields of the type that are read of what the function returns, and of nothing else
 */
function readOnlyFrom(module, source, type) {
  /** @type {Map<number, boolean>} */
  const fields = new Map();
  rewrite(module, (list) => {
    if (String(list[0]).startsWith("struct.get") && list[1] === type) {
      const field = Number(list[2]);
      const isOfArrays = is(list[3], "call") && list[3][1] === source;
      fields.set(field, isOfArrays && fields.get(field) !== false);
    }
    return list;
  });
  return [...fields].filter(([, isOfArrays]) => isOfArrays).map(([field]) => field);
}

/** @param {List} body @param {Node} type @param {number} field */
function sets(body, type, field) {
  return has(body, (list) => is(list, "struct.set") && list[1] === type && Number(list[2]) === field);
}

/** @param {List} body @param {Node | undefined} name  of a function */
function refersTo(body, name) {
  return has(body, (list) => (is(list, "call") || is(list, "ref.func")) && list[1] === name);
}

/** @param {List} body @param {(list: List) => boolean} isMeant */
function has(body, isMeant) {
  let found = false;
  rewrite(body, (list) => {
    found ||= isMeant(list);
    return list;
  });
  return found;
}
