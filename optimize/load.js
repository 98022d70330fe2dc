/**
 * Loads a module as TeaVM's runtime does, without what worker.js has no use for: other modules written in C, the file system of Node, and a
 * second module that looks up Java stacks in the worker. Bundled with what it imports, it is web/wasm/runtime.js.
 */
// biome-ignore lint/suspicious/noTsIgnore: runtime.js tells the bundler where that is
// @ts-ignore
import { align, defaults, getMemoryDefaults, wrapImports } from "teavm";

const STRINGS = { builtins: ["js-string"] };
const PAGES_AT_MOST = 1 << 15;
const BYTES_AT_MOST = 2 ** 31 - 1;

/**
 * @param {string | BufferSource} source  its URL or what it consists of
 * @param {{ installImports?: (imports: any) => void }} [options]  may add to what the module is given; TeaVM's other options are no more
 * @returns {Promise<{ exports: any, instance: WebAssembly.Instance, module: WebAssembly.Module }>} what Java exports, and where it is from
 * @throws the browser's error if it is not there, is not valid, or misses an import; a TypeError for another option
 */
export async function load(source, { installImports, ...others } = {}) {
  for (const name in others) {
    throw new TypeError(`load: there is no option ${name}`);
  }
  const module = await (typeof source === "string"
    ? WebAssembly.compileStreaming(fetch(source), STRINGS)
    : WebAssembly.compile(source, STRINGS));
  // What the browser has built in is not listed. Where it says otherwise, Java copies strings one unit at a time.
  const isBuiltIn = WebAssembly.Module.imports(module).every((one) => one.module !== "wasm:js-string");
  const imports = {};
  const exports = {};
  const { supplyExports } = defaults(imports, exports, isBuiltIn);
  Object.assign(imports, memoryImports(getMemoryDefaults(module)));
  installImports?.(imports);
  await wrapImports(module, imports);
  const instance = await WebAssembly.instantiate(module, imports);
  supplyExports(instance.exports);
  for (const [name, value] of Object.entries(instance.exports)) {
    if (value instanceof WebAssembly.Global) {
      Object.defineProperty(exports, name, { get: () => value.value });
    }
  }
  return { exports, instance, module };
}

/** @param {{ dataSize?: number, min?: number, shared?: boolean }} needs  what TeaVM says in the module: of data bytes, of the rest pages */
function memoryImports({ dataSize = 0, min = 0, shared = false }) {
  const initial = min || 1;
  const memory = new WebAssembly.Memory({ initial, maximum: shared ? initial : PAGES_AT_MOST, shared });
  const constant = (/** @type {number} */ value) => new WebAssembly.Global({ value: "i32" }, value);
  return {
    env: { memory },
    teavmMemory: {
      linearMemory: () => memory.buffer,
      notifyHeapResized() {},
      heapOffset: constant(align(dataSize, 8)),
      maxSize: constant(BYTES_AT_MOST),
    },
  };
}
