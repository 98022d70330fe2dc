/**
 * Makes the modules that Maven has built smaller, and TeaVM's runtime: npm run optimize. What the benchmark measures is treated as the bundled
 * module is, or its ratios would be those of other code. `npm run optimize -- tasks.wasm` does so with other modules.
 */
import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeWorld, isClosed } from "./closed-world.js";
import { makeClassesConstant } from "./constant-classes.js";
import { customSections } from "./custom-sections.js";
import { orderGlobals } from "./global-order.js";
import { isShrunk, shrinkRuntime } from "./runtime.js";
import { orderBySimilarity } from "./similar-order.js";
import { parse, print } from "./text.js";

const RUNTIME = "web/wasm/runtime.js";
const BUILT = ["taskholder", "bench", "kernels", "kernels-plain"].map((name) => `web/wasm/${name}.wasm`);
const FEATURES = [
  ...["gc", "reference-types", "exception-handling", "bulk-memory", "sign-ext", "nontrapping-float-to-int"],
  ...["mutable-globals", "multivalue"],
].map((feature) => `--enable-${feature}`);
const PASSES = [
  "--closed-world",
  // Where Java throws, TeaVM tests and throws. The traps that are left end the worker: a full stack, and a division by zero, which it does not test.
  "--traps-never-happen",
  ...["-Oz", "--gufa", "-Oz", "--gufa", "-Oz"],
  ...["--one-caller-inline-max-function-size=100", "--always-inline-max-function-size=6"],
  ...["--type-merging", "--minimize-rec-groups", "--reorder-types", "--strip-toolchain-annotations"],
];
/** No passes, but what -Oz does when it writes a module. */
const WRITING = ["--closed-world", "--quiet", "--optimize-level=2", "--shrink-level=2"];

const folder = mkdtempSync(join(tmpdir(), "optimize-"));
try {
  const named = process.argv.slice(2);
  (named.length > 0 ? named : BUILT.filter(existsSync)).forEach(optimize);
} finally {
  rmSync(folder, { recursive: true });
}
if (existsSync(RUNTIME) && !isShrunk(readFileSync(RUNTIME, "utf8"))) {
  writeFileSync(RUNTIME, await shrinkRuntime(readFileSync(RUNTIME, "utf8")));
}

/** @param {string} file */
function optimize(file) {
  const text = join(folder, "module.wat");
  // The stack map beside it, if there is one, goes along; the module is the same with and without.
  const map = `${file}.map`;
  const [given, made] = existsSync(map)
    ? [
        ["--input-source-map", map],
        ["--output-source-map", map],
      ]
    : [[], []];
  wasmOpt([file, "--quiet", "--emit-text", "-o", text, ...given]);
  const module = parse(readFileSync(text, "utf8"));
  if (isClosed(module)) {
    return; // made smaller before
  }
  makeClassesConstant(module);
  closeWorld(module);
  writeFileSync(text, print(module));
  wasmOpt([...PASSES, text, "--emit-text", "-o", text]);
  const small = parse(readFileSync(text, "utf8"));
  orderGlobals(small);
  orderBySimilarity(small);
  writeFileSync(text, print(small));
  const sections = customSections(readFileSync(file));
  wasmOpt([...WRITING, text, "-o", file, ...made]);
  appendFileSync(file, Buffer.concat(sections));
}

/** @param {string[]} args */
function wasmOpt(args) {
  execFileSync("wasm-opt", [...FEATURES, ...args], { stdio: "inherit", shell: process.platform === "win32" });
}
