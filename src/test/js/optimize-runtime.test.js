import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isShrunk, shrinkRuntime } from "../../../optimize/runtime.js";

/** What TeaVM's runtime looks like, in small. */
const RUNTIME = `// src/main/js/wasm-gc-runtime/runtime.ts
function defaults(imports, userExports, stringBuiltins) {
  const context = {
    userExports,
    stackDeobfuscator: null
  };
  imports.teavm = {
    getStack(addresses) {
      let result;
      if (context.stackDeobfuscator) {
        result = context.stackDeobfuscator(addresses);
      }
      if (!result) {
        result = addresses.map((line) => ({ method: "fakeMethod", line }));
      } else if (addresses !== null) {
        result.shift("looked up");
      }
      return result;
    }
  };
  return {
    supplyExports(exports) {
      context.exports = exports;
    },
    supplyStackDeobfuscator(deobfuscator) {
      context.stackDeobfuscator = deobfuscator;
    }
  };
}
function align(address, shift) {
  return (address - 1 >> shift) + 1 << shift;
}
function getMemoryDefaults(module) {
  return {};
}
async function wrapImports(module, imports) {
}
async function load(src, options) {
  const fs = await import("node:fs/promises");
  return fs.open(src, "emscripten");
}
export {
  defaults,
  load
};`;

describe("the runtime of TeaVM", () => {
  it("keeps what loads a module in a worker, and nothing else", async () => {
    const small = await shrinkRuntime(RUNTIME);

    assert.match(small, /fakeMethod/);
    assert.match(small, /compileStreaming/);
    assert.match(small, /export\{\w+ as load\}/);
    assert.doesNotMatch(small, /emscripten|node:|looked up|[sS]tackDeobfuscator/);
  });

  it("is known from what was made of it", async () => {
    assert.equal(isShrunk(RUNTIME), false);
    assert.equal(isShrunk(await shrinkRuntime(RUNTIME)), true);
  });

  it("is refused when it looks up stacks in another way", async () => {
    const other = RUNTIME.replace("if (context.stackDeobfuscator) {", "if (context.stackDeobfuscator !== null) {");

    await assert.rejects(shrinkRuntime(other), /has 0 times: if \(context\.stackDeobfuscator\) \{/);
  });

  it("is refused when TeaVM has minified it", async () => {
    await assert.rejects(shrinkRuntime("function a(b){}export{a as load};"), /has 0 times/);
  });

  it("is refused when it has not what loading needs", async () => {
    await assert.rejects(shrinkRuntime(RUNTIME.replace("function align", "function alignTo")), /align/);
  });
});
