/** The worker's script; dies outside any task when told how over the BroadcastChannel "crash". */
import "../../worker.js";

new BroadcastChannel("crash").onmessage = ({ data }) => {
  if (data === "close") {
    self.close();
  } else {
    throw new Error("crashed on purpose");
  }
};
