import { readStackMap } from "./java-stack-map.js";

/** @import { TaskFailedError } from "./errors.js" */
/** @import { Frame, StackMap } from "./java-stack-map.js" */

/**
 * Says in an error and all that belong to it what their Java stacks are in the source, and how consoles shall show them. Loaded when
 * a task has failed, and not before.
 * @param {TaskFailedError} error
 * @param {string} module  its URL
 * @returns {Promise<void>} never rejects: without a map the stacks say where in the module it was, and why no more
 */
export async function read(error, module) {
  /** @type {StackMap} */
  let map;
  let note = "";
  try {
    map = await stackMap(module);
  } catch (reason) {
    map = () => [];
    note = `\n\t(in Java: not known, ${/** @type {Error} */ (reason).message})`;
  }
  for (const each of family(error)) {
    each.javaStack = javaStack(each, map, note);
    each.stack = consoleStack(each);
  }
}

/** By URL of the module; a failure is forgotten, so that the next error tries again. @type {Map<string, Promise<StackMap>>} */
const maps = new Map();

/** @param {string} module */
function stackMap(module) {
  const known = maps.get(module);
  if (known) {
    return known;
  }
  const url = new URL(module);
  url.pathname += ".map";
  const loading = readStackMap(url.href);
  maps.set(module, loading);
  loading.catch(() => maps.delete(module));
  return loading;
}

/**
 * An error, its causes, and those they suppressed.
 * @param {TaskFailedError} error
 * @returns {TaskFailedError[]}
 */
function family(error) {
  const cause = /** @type {TaskFailedError | undefined} */ (error.cause);
  return [error, ...(cause ? family(cause) : []), ...error.suppressed.flatMap(family)];
}

const PLACE = /\n\tat wasm:(\d+)/g;

/**
 * @param {TaskFailedError} error
 * @param {StackMap} map
 * @param {string} note
 */
function javaStack({ javaStack: text, javaClass }, map, note) {
  const places = [...text.matchAll(PLACE)].map(([, place]) => Number(place));
  const frames = tidy(places.flatMap(map), javaClass);
  if (!frames.length) {
    return places.length ? text + note : text;
  }
  const lines = frames.map(({ method, file, line }) => `\n\tat ${method}(${file}${line ? `:${line}` : ""})`);
  return text.replace(PLACE, "") + lines.join("");
}

/** What makes the exception, and checks that fail on behalf of the code: `Throwable.fillInStackTrace`, the constructors. */
const MAKES = /^(org\.teavm\.|java\.lang\.Throwable\b|java\.[\w.]*(Exception|Error)(\.<init>)?$)/;

/** What TeaVM puts between a lambda and its caller, and this library between a method without checkpoints and its. */
const GLUE = /\$lambda\$_\d+_\d+\.\w+$|^dev\.taskholder\.SavedCalls\./;

/** What runs a task, below its body: this library's runtime and TeaVM's. */
const RUNS = /^(dev\.taskholder\.([A-Z]|(browser|wire)\.)|org\.teavm\.|java\.lang\.Thread\b)/;

/**
 * A stack as people of Java expect it: from the line that threw down to the task's body.
 * @param {Frame[]} frames
 * @param {string} javaClass
 */
function tidy(frames, javaClass) {
  let first = 0;
  frames.forEach(({ method }, index) => {
    // Of the exception's own class a constructor may call others, in between those of its parents.
    if (method === `${javaClass}.<init>` || (first === index && MAKES.test(method))) {
      first = index + 1;
    }
  });
  const thrown = frames.slice(first).filter(({ method }) => !GLUE.test(method));
  const last = thrown.findLastIndex(({ method }) => !RUNS.test(method));
  return last < 0 ? thrown : thrown.slice(0, last + 1);
}

/**
 * The stack as the console of this engine reads it: V8's begins with the name and message, those of Firefox and WebKit have lines
 * `method@file:line:column`. The causes the console adds by itself.
 * @param {TaskFailedError} error
 */
function consoleStack({ name, stack, javaStack, taskPath }) {
  const isV8 = stack?.startsWith(name);
  const at = javaStack.search(/\n\tat |$/);
  const calls = javaStack
    .slice(at)
    .replace(/\n\tat (.*?)(?:\((.*)\))?(?=\n|$)/g, (_, method, place) =>
      isV8 ? `\n    at ${place ? `${method} (${place})` : method}` : `\n${method}@${place ?? ""}:1`,
    );
  return isV8 ? `${name}: ${javaStack.slice(0, at)} (in ${taskPath.join(" › ")})${calls}` : calls.trim();
}
