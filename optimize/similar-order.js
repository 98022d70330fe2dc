/**
 * Puts functions that look alike next to each other: what gzip finds again is cheaper the nearer it is, and it looks back no more than 32 kB.
 */
import { is, printCode } from "./text.js";

/** @import { List, Node } from "./text.js" */

/** Tokens that are compared as one. */
const GRAM = 4;
/** Functions that the next one should look like. */
const WINDOW = 30;
/** Keeps what is shared by chance from weighing much in a function that is next to empty. */
const SMALL = 20;

/** @param {List} module  is changed: its functions come last, each behind its annotation */
export function orderBySimilarity(module) {
  /** @type {List} */
  const rest = [];
  /** @type {Map<List, List>} a function, with what stands before it */
  const functions = new Map();
  for (const [at, node] of module.entries()) {
    const before = module[at - 1];
    if (is(node, "func")) {
      functions.set(node, isAnnotation(before) ? [before, node] : [node]);
    } else if (!isAnnotation(node)) {
      rest.push(node);
    }
  }
  const ordered = chain([...functions.keys()]).flatMap((one) => functions.get(one) ?? []);
  module.splice(0, module.length, ...rest, ...ordered);
}

/**
 * @param {List[]} functions
 * @returns {List[]} each followed by the one that looks most like it and those before it
 */
function chain(functions) {
  const likeness = new Likeness(functions);
  const left = new Set(functions);
  /** @type {List[]} */
  const order = [];
  while (left.size > 0) {
    const next = likeness.mostAlike(left);
    left.delete(next);
    order.push(next);
    likeness.move(next, 1);
    const gone = order.at(-1 - WINDOW);
    if (gone) {
      likeness.move(gone, -1);
    }
  }
  return order;
}

/** How much functions look like those in a window that moves along. */
class Likeness {
  /** @type {Map<List, Set<string>>} */
  #grams;
  /** @type {Map<string, List[]>} */
  #having = new Map();
  /** @type {Map<string, number>} how many functions of the window have it */
  #inWindow = new Map();
  /** @type {Map<List, number>} what a function shares with the window; what few functions have counts more */
  #shared = new Map();

  /** @param {List[]} functions */
  constructor(functions) {
    this.#grams = new Map(functions.map((one) => [one, gramsOf(one)]));
    for (const [one, grams] of this.#grams) {
      for (const gram of grams) {
        this.#having.set(gram, this.#having.get(gram) ?? []);
        this.#having.get(gram)?.push(one);
      }
    }
  }

  /** @param {Set<List>} functions  at least one @returns {List} */
  mostAlike(functions) {
    let [best] = /** @type {Set<List>} */ (functions);
    for (const one of functions) {
      if (this.#of(one) > this.#of(/** @type {List} */ (best))) {
        best = one;
      }
    }
    return /** @type {List} */ (best);
  }

  /** @param {List} one */
  #of(one) {
    return (this.#shared.get(one) ?? 0) / Math.sqrt((this.#grams.get(one)?.size ?? 0) + SMALL);
  }

  /** @param {List} one @param {1 | -1} by  into the window or out of it */
  move(one, by) {
    for (const gram of this.#grams.get(one) ?? []) {
      const before = this.#inWindow.get(gram) ?? 0;
      this.#inWindow.set(gram, before + by);
      const having = this.#having.get(gram) ?? [];
      if (having.length > 1 && (before === 0 || before + by === 0)) {
        for (const other of having) {
          this.#shared.set(other, (this.#shared.get(other) ?? 0) + by / Math.log2(1 + having.length));
        }
      }
    }
  }
}

/** @param {List} one  a function; its name is not looked at */
function gramsOf(one) {
  const tokens = printCode(one.slice(2)).split(/[\s()]+/);
  return new Set(tokens.slice(GRAM - 1).map((_, at) => tokens.slice(at, at + GRAM).join(" ")));
}

/** @param {Node | undefined} node @returns {node is List} */
function isAnnotation(node) {
  return Array.isArray(node) && String(node[0]).startsWith("@");
}
