/** The worker's script in an engine in which one way to a new turn starves messages. */
import "./counters.js";
import "./starving.js";
import "../../worker.js";
