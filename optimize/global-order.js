/**
 * Puts globals next to each other that have the same type and look alike in what they begin with: gzip finds their beginning again. They are
 * mostly tables of methods and strings, and each is named in few places, so a number of two bytes instead of one costs less.
 */
import { all, is, printCode } from "./text.js";

/** @import { List, Node } from "./text.js" */

/** @param {List} module  is changed: each global stays behind those that its value refers to */
export function orderGlobals(module) {
  const globals = all(module, "global");
  const named = new Map(globals.map((one) => [one[1], one]));
  const looks = new Map(
    globals.map((one) => [one, printCode(one.slice(2)).replaceAll(/\(global\.get \S+\)/g, "global")]),
  );
  const sorted = globals.toSorted((one, other) => (look(one) < look(other) ? -1 : Number(look(one) > look(other))));
  /** @type {Set<List>} */
  const order = new Set();
  sorted.forEach(put);
  const next = order.values();
  module.forEach((node, at) => {
    if (is(node, "global")) {
      module[at] = /** @type {List} */ (next.next().value);
    }
  });

  /** @param {List} global */
  function look(global) {
    return looks.get(global) ?? "";
  }

  /** @param {Node} node  a global, or what is in one */
  function put(node) {
    if (!Array.isArray(node)) {
      return;
    }
    const target = is(node, "global.get") ? named.get(node[1]) : undefined;
    if (target && !order.has(target)) {
      put(target);
    }
    node.forEach(put);
    if (is(node, "global")) {
      order.add(node);
    }
  }
}
