/**
 * Has TeaVM's classes and tables of virtual methods be what they are from the beginning. TeaVM makes them empty and fills in hundreds of them
 * when the module starts, so that to Binaryen each is used, and changes. As constants they need less code, those that nobody refers to go,
 * and with them the methods that no other table names.
 *
 * Written for what TeaVM generates: the first statements of the start function put constants into structs that constant globals hold, or call
 * functions that do nothing else.
 */
import { dropTablesOfClasses } from "./class-tables.js";
import { all, is, print } from "./text.js";

/** @import { List, Node } from "./text.js" */

/** What a constant global holds: its fields that are not zero or null, by number. @typedef {{ type: Node, fields: Map<number, Node> }} Struct */

/** @param {List} module  is changed */
export function makeClassesConstant(module) {
  const constants = new Constants(module);
  const rest = constants.take();
  try {
    dropTablesOfClasses(module, constants.structs);
  } catch (error) {
    const where = rest ? print(rest).slice(0, 200) : "the end";
    throw new Error(`${/** @type {Error} */ (error).message}; classes were filled up to ${where}`, { cause: error });
  }
  constants.put();
}

class Constants {
  #module;
  #functions;
  #globals;
  /** @type {List} */
  #start;
  /** Where its statements begin. */
  #body;
  /** @type {Map<Node | undefined, Struct>} by the name of the global */
  structs = new Map();

  /** @param {List} module */
  constructor(module) {
    this.#module = module;
    this.#functions = named(module, "func");
    this.#globals = named(module, "global");
    this.#start = this.#functions.get(all(module, "start")[0]?.[1]) ?? [];
    this.#body = this.#start.findIndex(isStatement);
    for (const [name, [, , , value]] of this.#globals) {
      if (name && this.#isConstant(["global.get", name]) && is(value, "struct.new_default")) {
        this.structs.set(name, { type: /** @type {Node} */ (value[1]), fields: new Map() });
      }
    }
  }

  /** Takes the statements that fill the structs out of the start function. @returns {Node | undefined} the one behind them */
  take() {
    let end = this.#body;
    for (let sets = this.#setsOf(this.#start[end]); sets.length > 0; sets = this.#setsOf(this.#start[++end])) {
      for (const [, , field, target, value] of sets) {
        if (!/^\d+$/.test(String(field))) {
          throw new Error(`field ${field} has a name instead of a number`);
        }
        this.structs.get(target?.[1])?.fields.set(Number(field), /** @type {Node} */ (value));
      }
    }
    if (end === this.#body) {
      throw new Error("the start function does not begin with classes");
    }
    this.#start.splice(this.#body, end - this.#body);
    return this.#start[this.#body];
  }

  /** Puts what was taken into the globals, each behind those that it refers to, and back into the start function where they refer to each other. */
  put() {
    /** @type {Set<Node | undefined>} */
    const begun = new Set();
    /** @type {Set<Node | undefined>} */
    const done = new Set();
    /** @type {List} */
    const late = [];
    const put = (/** @type {Node | undefined} */ name) => {
      begun.add(name);
      const { type, fields } = this.structs.get(name) ?? { type: "", fields: new Map() };
      for (const [field, value] of fields) {
        if (is(value, "global.get") && !begun.has(value[1])) {
          put(value[1]);
        }
        if (is(value, "global.get") && !done.has(value[1])) {
          fields.delete(field);
          late.push(["struct.set", type, String(field), ["global.get", /** @type {Node} */ (name)], value]);
        }
      }
      if (fields.size > 0) {
        /** @type {List} */ (this.#globals.get(name))[3] = this.#construction(type, fields);
      }
      done.add(name);
    };
    for (const name of this.#globals.keys()) {
      if (!begun.has(name)) {
        put(name);
      }
    }
    this.#start.splice(this.#body, 0, ...late);
    const order = [...done].values();
    this.#module.forEach((node, at) => {
      if (is(node, "global")) {
        this.#module[at] = /** @type {List} */ (this.#globals.get(order.next().value));
      }
    });
  }

  /**
   * @param {Node | undefined} statement
   * @returns {List[]} what it sets, as `["struct.set", type, field, struct, constant]`; empty if it does something else
   */
  #setsOf(statement) {
    const sets = is(statement, "struct.set") ? [statement] : this.#inlined(statement);
    const areKnown = sets.every(([, , , target, value]) => this.#holds(target) && this.#isConstant(value));
    return areKnown ? sets : [];
  }

  /** @param {Node | undefined} call @returns {List[]} the statements of a function that only sets fields, with its arguments put in */
  #inlined(call) {
    const callee = is(call, "call") ? this.#functions.get(call[1]) : undefined;
    const body = callee?.filter(isStatement) ?? [];
    const given = is(call, "call") ? call.slice(2) : [];
    if (!callee || !body.every((one) => is(one, "struct.set")) || !given.every((one) => this.#isConstant(one))) {
      return [];
    }
    const values = new Map(all(callee, "param").map((param, at) => [param[1], given[at]]));
    const put = (/** @type {Node} */ node) => (is(node, "local.get") ? (values.get(node[1]) ?? node) : node);
    return body.map((one) => /** @type {List} */ (one).map(put));
  }

  /** @param {Node | undefined} target */
  #holds(target) {
    return is(target, "global.get") && this.structs.has(target[1]);
  }

  /** @param {Node | undefined} value  whether an initial value of a global may be it */
  #isConstant(value) {
    const global = is(value, "global.get") ? this.#globals.get(value[1]) : undefined;
    return global ? !is(global[2], "mut") : ["i32.const", "ref.func", "ref.null"].includes(String(value?.[0]));
  }

  /** @param {Node} type @param {Map<number, Node>} fields @returns {List} */
  #construction(type, fields) {
    return ["struct.new", type, ...fieldTypes(this.#module, type).map((one, at) => fields.get(at) ?? zero(one))];
  }
}

/** @param {List} module @param {string} keyword @returns {Map<Node | undefined, List>} */
function named(module, keyword) {
  return new Map(all(module, keyword).map((one) => [one[1], one]));
}

/** @param {Node} node  of a function */
function isStatement(node) {
  return Array.isArray(node) && !["type", "param", "result", "local"].includes(String(node[0]));
}

/** @param {List} module @param {Node} name @returns {Node[]} of its fields */
function fieldTypes(module, name) {
  const types = [module, ...all(module, "rec")].flatMap((list) => all(list, "type"));
  const definition = types.find((type) => type[1] === name)?.[2];
  const struct = is(definition, "sub") ? definition.at(-1) : definition;
  const fields = is(struct, "struct") ? all(struct, "field").flatMap((field) => field.slice(1)) : [];
  return fields.map((type) => (is(type, "mut") ? /** @type {Node} */ (type[1]) : type));
}

/** @param {Node} type @returns {List} */
function zero(type) {
  if (is(type, "ref")) {
    return ["ref.null", /** @type {Node} */ (type.at(-1))];
  }
  const [, heapType] = /^(.+)ref$/.exec(String(type)) ?? [];
  return heapType ? ["ref.null", heapType] : [type === "i8" || type === "i16" ? "i32.const" : `${type}.const`, "0"];
}
