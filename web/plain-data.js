import { DataCloneError } from "./errors.js";
import { show, tag } from "./rules.js";

/** @import { TaskRef } from "./errors.js" */

/**
 * A value ready to cross: a copy nobody else holds, and the buffers in it that can be moved instead of copied again.
 * @typedef {{ value: unknown, buffers: ArrayBuffer[] }} Encoded
 */

/**
 * Copies plain data, so that what the caller does to it afterwards is not seen by the task.
 *
 * Plain data is null, boolean, number, bigint of 64 bits, string, ArrayBuffer, array, plain object and every typed array
 * but BigUint64Array and Float16Array, which Java has no type for. At most 200 deep, and fewer than 2²⁴ values in all: an array or
 * object that is in it in several places is copied once, and is one object for the task too, but counts as often as it is there. A typed
 * array or ArrayBuffer is copied for each of its places.
 * Of an instance of a class its own fields cross, as in a structured clone. undefined becomes null; in an object the
 * key is left out. Buffers in `transfer` are moved: the caller's are detached.
 * Nothing is detached if anything is wrong.
 *
 * @param {unknown} input
 * @param {string} path  how errors call the value, for example `input`
 * @param {TaskRef} task
 * @param {ArrayBuffer[]} [transfer]
 * @returns {Encoded}
 * @throws {DataCloneError} naming the path: `input.onDone: a function cannot be sent to a task`
 */
export function encode(input, path, task, transfer = []) {
  /** @type {ArrayBuffer[]} */
  const buffers = [];
  if (!transfer[0] && (typeof input === "number" || typeof input === "string")) {
    return { value: input, buffers };
  }
  /**
   * By object its copy, how many objects go down from it, and how many values are in it; nothing while it is being made.
   * @type {Map<object, [copied?: object, height?: number, size?: number]>}
   */
  const copies = new Map();
  let depth = 0;
  /** Where the deepest object is that was met since the one around began. */
  let deepest = 0;
  /** Values met. */
  let count = 1;

  /** @param {number} more  values, before they are copied: so many take seconds, and would fill the worker's memory */
  const meet = (more) => {
    count += more;
    if (count >= 2 ** 24) {
      refuse(path, "2^24 values or more");
    }
  };

  /**
   * @param {any} value
   * @param {string} at
   * @returns {unknown}
   */
  const copy = (value, at) => {
    const type = typeof value;
    if (type === "bigint" && BigInt.asIntN(64, value) !== value) {
      refuse(at, "a bigint of more than 64 bits");
    }
    if (type === "function" || type === "symbol") {
      refuse(at, `a ${type}`);
    }
    return type === "object" && value ? copyObject(value, at) : (value ?? null);
  };

  /**
   * @param {any} value
   * @param {string} at
   */
  const copyObject = (value, at) => {
    let what = "an object that throws";
    try {
      const type = tag(value);
      const isArray = type === "Array";
      if (isArray || type === "Object") {
        const [known, height = 200, size = 0] = copies.get(value) ?? [value];
        // If it is too deep here it is gone through again, to be refused where it is.
        if (depth + height < 200) {
          meet(size);
          deepest = Math.max(deepest, depth + height);
          return known;
        }
        if (!known || depth === 200) {
          refuse(at, "an object inside itself or 200 others");
        }
        copies.set(value, []);
        const before = count;
        const above = deepest;
        deepest = depth++;
        /** @type {[key: string, field: unknown][]} */
        const fields = isArray ? value : Object.entries(value).filter(([, field]) => field !== undefined);
        meet(fields.length);
        const copied = isArray
          ? Array.from(value, (item, index) => copy(item, `${at}[${index}]`))
          : // Not by assignment: a key may be "__proto__".
            Object.fromEntries(fields.map(([key, field]) => [key, copy(field, `${at}.${key}`)]));
        copies.set(value, [copied, deepest - --depth, count - before]);
        deepest = Math.max(deepest, above);
        return copied;
      }
      const view = /^(?!BigU|Float16)\w+\d(Clamped)?Array$/.test(type);
      if (!view && type !== "ArrayBuffer") {
        refuse(at, show(value));
      }
      if (transfer.includes(view ? value.buffer : value)) {
        return value;
      }
      what = "a detached buffer";
      // Not value.slice(): a subclass such as Node's Buffer gives out a view.
      const copied = view ? new /** @type {any} */ (globalThis)[type](value) : value.slice();
      buffers.push(view ? copied.buffer : copied);
      return copied;
    } catch (error) {
      throw error instanceof DataCloneError ? error : refuse(at, what, error);
    }
  };

  /**
   * @param {string} at
   * @param {string} what
   * @param {unknown} [cause]
   * @returns {never}
   */
  const refuse = (at, what, cause) => {
    throw new DataCloneError(`${at}: ${what} cannot be sent to a task`, task, cause);
  };

  const value = copy(input, path);
  if (transfer.length === 0) {
    return { value, buffers };
  }
  try {
    // Moves them all, and the views on them keep their offsets.
    const moved = structuredClone({ value, transfer }, { transfer });
    return { value: moved.value, buffers: moved.transfer };
  } catch (error) {
    return refuse("transfer", "a detached buffer or one listed twice", error);
  }
}

/**
 * The same for the reason of a cancel, which need not be plain data: the task then sees its text.
 * @param {unknown} reason
 * @param {TaskRef} task
 */
export function encodeReason(reason, task) {
  try {
    return encode(reason, "reason", task).value;
  } catch {
    try {
      return String(reason);
    } catch {
      return null;
    }
  }
}
