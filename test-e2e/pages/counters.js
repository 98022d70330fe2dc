/**
 * Counts what a worker does to wake itself up: timers armed, and messages posted from port to port. To be imported before
 * anything else. Ask over the BroadcastChannel "counters": it answers anything with the counts so far.
 */
const counts = { timersArmed: 0, timersSet: 0, portMessages: 0, pageMessages: 0 };
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
  counts.portMessages++;
  postToPort.apply(this, args);
};

const channel = new BroadcastChannel("counters");
channel.onmessage = () => channel.postMessage({ ...counts, timersArmed: armed.size });
