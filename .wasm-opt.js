/**
 * Binaryen on the modules that Maven has built: npm run optimize. What the benchmark measures is treated as the bundled module is, or
 * its ratios would be those of other code.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

const MODULES = ["taskholder", "bench", "kernels", "kernels-plain"].map((name) => `web/wasm/${name}.wasm`);
const FLAGS = [
  ...["-Oz", "--gufa", "-Oz", "--one-caller-inline-max-function-size=100"],
  ...["gc", "reference-types", "exception-handling", "bulk-memory", "sign-ext", "nontrapping-float-to-int"].map(enable),
  ...["mutable-globals", "multivalue"].map(enable),
];

for (const module of MODULES.filter(existsSync)) {
  execFileSync("wasm-opt", [...FLAGS, module, "-o", module], { stdio: "inherit", shell: process.platform === "win32" });
}

/** @param {string} feature */
function enable(feature) {
  return `--enable-${feature}`;
}
