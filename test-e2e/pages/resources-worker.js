/** The worker's script, with its resources counted. */
import "./resources.js";
import "../../worker.js";
