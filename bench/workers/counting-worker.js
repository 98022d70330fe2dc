/** The worker's script, with a count under it of how often the worker wakes itself. Its name is that of the channel to ask for it. */
import "./count-wake-ups.js";
import "../../worker.js";
