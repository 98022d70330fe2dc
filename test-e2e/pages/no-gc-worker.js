/** The worker's script in an engine without Wasm GC. */
import "./without-gc.js";
import "../../worker.js";
