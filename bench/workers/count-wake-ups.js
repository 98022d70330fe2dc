/**
 * Counts what makes a worker wake up by itself: timers that fire, and whatever it asks the event loop for. To be imported before
 * anything else. Answers anything sent over the BroadcastChannel of the worker's name with the count so far.
 */
let wakeUps = 0;

/** @param {object} owner @param {string} name @param {(original: Function) => Function} wrap */
function replace(owner, name, wrap) {
  const original = owner?.[name];
  if (original) {
    owner[name] = wrap(original);
  }
}

/** Counts when it is asked for: each brings a task of the event loop. */
const counted = (original) =>
  function (...args) {
    wakeUps++;
    return original.apply(this, args);
  };

/** Counts when it fires. */
const timer =
  (original) =>
  (callback, millis, ...args) =>
    original(() => {
      wakeUps++;
      callback(...args);
    }, millis);

replace(globalThis, "setTimeout", timer);
replace(globalThis, "setInterval", timer);
replace(MessagePort.prototype, "postMessage", counted);
replace(globalThis.scheduler, "postTask", counted);
replace(globalThis.scheduler, "yield", counted);
replace(Atomics, "waitAsync", counted);

const channel = new BroadcastChannel(self.name);
channel.onmessage = () => channel.postMessage(wakeUps);
