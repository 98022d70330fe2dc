/**
 * WebAssembly's text format as nested lists: `(call $f (local.get $x))` is `["call", "$f", ["local.get", "$x"]]`. Strings keep their quotes,
 * comments are dropped, but for those by which Binaryen says what place of the source the list behind them has.
 */

/** @typedef {string | Node[]} Node */
/** @typedef {Node[]} List */

/** The comment in front of a list. @type {WeakMap<List, string>} */
const places = new WeakMap();

const TOKEN = /\(;[\s\S]*?;\)|;;[^\n]*|"(?:[^"\\]|\\[\s\S])*"|[()]|[^\s()";]+/g;

/**
 * @param {string} text  one module
 * @returns {List}
 */
export function parse(text) {
  /** @type {List[]} */
  const open = [[]];
  let place = "";
  for (const [token] of text.matchAll(TOKEN)) {
    const list = /** @type {List} */ (open.at(-1));
    if (token === "(") {
      const inner = /** @type {List} */ ([]);
      if (place) {
        places.set(inner, place);
        place = "";
      }
      list.push(inner);
      open.push(inner);
    } else if (token === ")") {
      open.pop();
    } else if (token.startsWith(";;@")) {
      place = token;
    } else if (!token.startsWith(";;") && !token.startsWith("(;")) {
      list.push(token);
    }
  }
  const [module] = open[0] ?? [];
  if (open.length !== 1 || !module || typeof module === "string") {
    throw new Error("not the text of a module");
  }
  return module;
}

/** @param {Node} node @returns {string} */
export function print(node) {
  if (typeof node === "string") {
    return node;
  }
  const place = places.get(node);
  return `${place ? `\n${place}\n` : ""}(${node.map(print).join(" ")})`;
}

/** As `print`, without the places in the source. @param {Node} node */
export function printCode(node) {
  return print(structuredClone(node));
}

/**
 * The lists in `list` that begin with `keyword`, not those within them.
 * @param {List} list
 * @param {string} keyword
 * @returns {List[]}
 */
export function all(list, keyword) {
  return list.filter((node) => is(node, keyword));
}

/** @param {Node | undefined} node @param {string} keyword @returns {node is List} */
export function is(node, keyword) {
  return Array.isArray(node) && node[0] === keyword;
}

/**
 * Calls `replace` with every list, the inner ones first, and puts what it returns in its place.
 * @param {List} list
 * @param {(list: List) => List} replace
 */
export function rewrite(list, replace) {
  list.forEach((node, at) => {
    if (Array.isArray(node)) {
      rewrite(node, replace);
      list[at] = replace(node);
    }
  });
}
