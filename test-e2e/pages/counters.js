/**
 * Counts what a worker does to wake itself up: timers armed, and new turns asked for, whichever way. To be imported before
 * anything else. Ask over the BroadcastChannel "counters": it answers anything with the counts so far. `waits`: the turns that come
 * by a wait on shared memory.
 */
const counts = { waits: 0, timersArmed: 0, timersSet: 0, turns: 0, pageMessages: 0 };
/** @type {Set<number>} */
const armed = new Set();

const { setTimeout, clearTimeout, setInterval, postMessage } = globalThis;
const postToPort = MessagePort.prototype.postMessage;

globalThis.setTimeout = (callback, millis, ...args) => {
  counts.timersSet++;
  const id = setTimeout(() => {
    armed.delete(id);
    callback(...args);
  }, millis);
  armed.add(id);
  return id;
};

globalThis.clearTimeout = (id) => {
  armed.delete(id);
  clearTimeout(id);
};

globalThis.setInterval = (...args) => {
  counts.timersSet++;
  const id = setInterval(...args);
  armed.add(id);
  return id;
};

globalThis.postMessage = (...args) => {
  counts.pageMessages++;
  postMessage.apply(globalThis, args);
};

MessagePort.prototype.postMessage = function (...args) {
  counts.turns++;
  postToPort.apply(this, args);
};

const { waitAsync } = Atomics;
if (waitAsync) {
  Atomics.waitAsync = (...args) => {
    counts.turns++;
    counts.waits++;
    return waitAsync.apply(Atomics, args);
  };
}

if (globalThis.scheduler?.postTask) {
  const { postTask } = scheduler;
  scheduler.postTask = (...args) => {
    counts.turns++;
    return postTask.apply(scheduler, args);
  };
}

const channel = new BroadcastChannel("counters");
channel.onmessage = () => channel.postMessage({ ...counts, timersArmed: armed.size });
