/** @import { TaskRef } from "./errors.js" */
/** @import { Abandon, Call, JsError, Plain, Post } from "./protocol.js" */
import { encode } from "./plain-data.js";
import { show } from "./rules.js";

/**
 * A function that a task may call by its name. It may be async, and returns plain data; what it throws is a JsException in Java.
 * @typedef {(argument: any, options: { signal: AbortSignal }) => Plain | Promise<Plain>} PageFunction  the signal aborts when the
 *   task does not wait any more
 */

/**
 * Answers the calls of one task.
 * @param {TaskRef} task
 * @param {Record<string, PageFunction>} functions
 * @param {Post} post
 */
export function pageFunctions(task, functions, post) {
  /** The calls not answered yet. @type {Map<number, AbortController>} */
  const running = new Map();

  return {
    /** @param {Call} message */
    async call({ call, function: name, argument }) {
      const controller = new AbortController();
      running.set(call, controller);
      /** @type {{ value: Plain, error?: JsError }} */
      let answer;
      /** @type {ArrayBuffer[]} */
      let buffers = [];
      try {
        if (!Object.hasOwn(functions, name)) {
          throw new TypeError(`no function is named "${name}"`);
        }
        const returned = await functions[name]?.(argument, { signal: controller.signal });
        ({ buffers, ...answer } = encode(returned, name, task));
      } catch (error) {
        answer = { value: null, error: describe(error) };
      }
      // A task that runs again counts its calls anew: the number alone may be that of another.
      if (running.get(call) === controller) {
        running.delete(call);
        post("returned", { call, ...answer }, buffers);
      }
    },

    /**
     * The task does not wait any more: for that call, or for any.
     * @param {Partial<Abandon>} message
     */
    abandon({ call }) {
      for (const [id, controller] of running) {
        if (id === (call ?? id)) {
          running.delete(id);
          controller.abort();
        }
      }
    },
  };
}

/**
 * @param {any} thrown  anything; its parts may be getters that throw
 * @param {number} [depth]
 * @returns {JsError}
 */
function describe(thrown, depth = 0) {
  let isError = false;
  let cause;
  try {
    isError = thrown instanceof Error;
    cause = isError && depth < 20 ? thrown.cause : null;
  } catch {
    // it has none then
  }
  /** @param {string} key */
  const part = (key) => (isError ? textOf(() => thrown[key] ?? "") : "");
  return {
    name: part("name"),
    message: isError ? part("message") : textOf(() => thrown),
    stack: part("stack"),
    ...((cause ?? null) !== null && { cause: describe(cause, depth + 1) }),
  };
}

/** @param {() => any} get */
function textOf(get) {
  try {
    const value = get();
    return typeof value === "string" ? value : show(value);
  } catch {
    return "";
  }
}
