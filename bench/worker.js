/** The worker's script with a loop over setTimeout(0) beside the tasks, so that both are measured in one worker. */
import "../worker.js";

const channel = new BroadcastChannel("taskholder-bench");

channel.addEventListener("message", ({ data }) => {
  if (data.timeoutLoopMillis) {
    loopOverTimeouts(data.timeoutLoopMillis);
  }
});

/** @param {number} millis  how long to loop */
function loopOverTimeouts(millis) {
  const end = performance.now() + millis;
  let yields = 0;
  setTimeout(function next() {
    yields++;
    if (performance.now() < end) {
      setTimeout(next, 0);
    } else {
      channel.postMessage({ timeoutLoopYields: yields });
    }
  }, 0);
}
