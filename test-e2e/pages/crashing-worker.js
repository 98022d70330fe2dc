/** The worker's script; throws outside any task when told so over the BroadcastChannel "crash". */
import "../../worker.js";

new BroadcastChannel("crash").onmessage = () => {
  throw new Error("crashed on purpose");
};
