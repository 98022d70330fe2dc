/**
 * The page of the benchmark. `?run` runs it at once, `?form=full` in full, `?groups=yields,start` only these groups.
 * For tests: `#benchmark`, see show-benchmark.js.
 */
import { showBenchmark } from "./show-benchmark.js";

const asked = new URLSearchParams(location.search);
const root = /** @type {HTMLElement} */ (document.getElementById("benchmark"));

const run = showBenchmark(root, {
  form: asked.get("form") === "full" ? "full" : "short",
  groups: asked.get("groups")?.split(",") ?? [],
});
if (asked.has("run")) {
  void run();
}
