/** The worker's script, with counters under it. */
import "./counters.js";
import "../../worker.js";
