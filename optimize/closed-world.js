/**
 * Makes it true that nobody outside looks into the module's objects or calls its functions, but for those that say so: what Binaryen calls a
 * closed world. There it may change and drop the fields, the methods and the types that it finds unused. JavaScript holds Java objects without
 * looking into them, so they cross as `anyref` and are cast when they come back: as long as their type stands in the signature of an import
 * or export, it and all that it refers to must stay as it is.
 *
 * Written for what TeaVM generates. It throws where it cannot see what JavaScript gets.
 */
import { all, is, rewrite } from "./text.js";

/** @import { List, Node } from "./text.js" */

/** TeaVM exports them for modules of Emscripten and for hosts that are not JavaScript; worker.js has neither. */
const UNUSED_EXPORTS = ["teavm.malloc", "teavm.free", "teavm.realloc", "teavm_processQueue", "teavm_stopped"];

/** @param {List} module @returns {boolean} whether it was closed before @throws {Error} if it has no tag to tell by */
export function isClosed(module) {
  const tags = all(module, "tag");
  if (tags.length === 0) {
    throw new Error("the module has no tag that exceptions carry");
  }
  return tags.every((tag) => typesIn(tag, "param").every((type) => type === "anyref"));
}

/** @param {List} module  is changed */
export function closeWorld(module) {
  const types = [module, ...all(module, "rec")].flatMap((list) => all(list, "type"));
  const kinds = new Map(types.map((type) => [type[1], kindOf(type)]));
  const border = new Border(module, kinds);
  border.dropUnused();
  border.markCalled();
  border.loosenImports();
  border.loosenExports();
  border.loosenExceptions();
}

class Border {
  #module;
  #kinds;
  /** @type {Map<Node | undefined, List>} by name, as `["func", name, …]` */
  #imported;

  /** @param {List} module @param {Map<Node | undefined, Node | undefined>} kinds  of its types: "func", "struct", "array" */
  constructor(module, kinds) {
    this.#module = module;
    this.#kinds = kinds;
    const functions = all(module, "import").map((one) => one[3]);
    this.#imported = new Map(functions.filter((one) => is(one, "func")).map((one) => [one[1], one]));
  }

  dropUnused() {
    const names = new Set(UNUSED_EXPORTS.map((name) => `"${name}"`));
    const kept = this.#module.filter((node) => !is(node, "export") || !names.has(String(node[1])));
    this.#module.splice(0, this.#module.length, ...kept);
  }

  /** Functions that are handed to an import are called by JavaScript. */
  markCalled() {
    /** @type {Set<Node | undefined>} */
    const called = new Set();
    rewrite(this.#module, (list) => {
      const callee = is(list, "call") ? this.#imported.get(list[1]) : undefined;
      typesIn(callee ?? [], "param").forEach((type, at) => {
        const given = list[2 + at];
        if (this.#isFunction(type) && is(given, "ref.func")) {
          called.add(given[1]);
        } else if (this.#isFunction(type) && !is(given, "ref.null")) {
          throw new Error(`which function ${list[1]} is given cannot be seen`);
        }
      });
      return list;
    });
    const marked = this.#module.flatMap((node) =>
      is(node, "func") && called.has(node[1]) ? [["@binaryen.js.called"], node] : [node],
    );
    this.#module.splice(0, this.#module.length, ...marked);
  }

  loosenImports() {
    /** @type {Map<Node | undefined, Node>} */
    const results = new Map();
    for (const [name, callee] of this.#imported) {
      const [result] = typesIn(callee, "result");
      if (result && this.#isObject(result)) {
        results.set(name, result);
      }
      this.#loosen(callee);
    }
    rewrite(this.#module, (list) => {
      const result = is(list, "call") ? results.get(list[1]) : undefined;
      return result ? ["ref.cast", result, list] : list;
    });
  }

  loosenExports() {
    const functions = new Map(all(this.#module, "func").map((one) => [one[1], one]));
    for (const [, name, exported] of all(this.#module, "export")) {
      const target = is(exported, "func") ? functions.get(exported[1]) : undefined;
      if (target && [...typesIn(target, "param"), ...typesIn(target, "result")].some((type) => this.#isObject(type))) {
        const door = `$exported:${String(name).slice(1, -1)}`;
        const given = typesIn(target, "param").map((type, at) => {
          const local = ["local.get", `$${at}`];
          return this.#isObject(type) ? ["ref.cast", type, local] : local;
        });
        const signature = structuredClone([...all(target, "param"), ...all(target, "result")]);
        all(signature, "param").forEach((param, at) => {
          param[1] = `$${at}`;
        });
        const wrapper = ["func", door, ...signature, ["call", /** @type {Node} */ (target[1]), ...given]];
        this.#loosen(wrapper);
        this.#module.push(wrapper);
        /** @type {List} */ (exported)[1] = door;
      } else if (!target && !is(exported, "tag") && !is(exported, "global")) {
        throw new Error(`export ${name} is not known`);
      }
    }
  }

  /** What is thrown crosses too: whoever catches it casts it back. */
  loosenExceptions() {
    for (const tag of all(this.#module, "tag")) {
      const [thrown] = typesIn(tag, "param");
      if (!thrown || !this.#isObject(thrown)) {
        throw new Error(`what ${tag[1]} carries is not an object`);
      }
      this.#loosen(tag);
      for (const one of all(this.#module, "func")) {
        const handlers = catching(one, tag[1]);
        rewrite(one, (list) => {
          if (!is(list, "block") || !handlers.has(list[1])) {
            return list;
          }
          handlers.delete(list[1]);
          this.#loosen(list);
          return ["ref.cast", thrown, list];
        });
        if (handlers.size > 0) {
          throw new Error(`where ${[...handlers]} lead cannot be seen`);
        }
      }
    }
  }

  /** @param {List} signed  has lists `param` and `result`, and may name a type that says the same */
  #loosen(signed) {
    const parts = all(signed, "param").concat(all(signed, "result"));
    for (const part of parts) {
      part.forEach((type, at) => {
        if (this.#isObject(type)) {
          part[at] = "anyref";
        } else if (this.#isFunction(type)) {
          part[at] = "funcref";
        }
      });
    }
    const named = signed.findIndex((part) => is(part, "type"));
    if (named >= 0) {
      signed.splice(named, 1);
    }
  }

  /** @param {Node} type  arrays of numbers are not meant: the engine's string functions know their type */
  #isObject(type) {
    return this.#refersTo(type, "struct");
  }

  /** @param {Node} type */
  #isFunction(type) {
    return type === "funcref" || this.#refersTo(type, "func");
  }

  /** @param {Node} type @param {string} kind */
  #refersTo(type, kind) {
    const name = is(type, "ref") ? String(type.at(-1)) : "";
    if (name.startsWith("$") && !this.#kinds.has(name)) {
      throw new Error(`type ${name} is not there`);
    }
    return this.#kinds.get(name) === kind;
  }
}

/** @param {List} type  a definition `["type", name, …]` */
function kindOf(type) {
  const definition = type[2];
  const inner = is(definition, "sub") ? definition.at(-1) : definition;
  return Array.isArray(inner) ? inner[0] : undefined;
}

/**
 * @param {List} signed
 * @param {"param" | "result"} keyword
 * @returns {List} the types, one for each value
 */
function typesIn(signed, keyword) {
  return all(signed, keyword).flatMap((part) => part.slice(1).filter((type) => !String(type).startsWith("$")));
}

/**
 * @param {List} body
 * @param {Node | undefined} tag
 * @returns {Set<Node | undefined>} the labels of the blocks that what was caught goes to
 */
function catching(body, tag) {
  const labels = new Set();
  rewrite(body, (list) => {
    if (list[1] === tag && String(list[0]).startsWith("catch")) {
      if (list[0] !== "catch") {
        throw new Error(`${list[0]} is not known`);
      }
      labels.add(list[2]);
    }
    return list;
  });
  return labels;
}
