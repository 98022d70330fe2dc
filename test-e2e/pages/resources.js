/**
 * Counts what this page or worker holds that no garbage collection takes away: timers armed, message channels open, listeners, object
 * URLs. In a page call `resources()`; a worker that imports it before anything else answers over the BroadcastChannel "resources".
 *
 * Listeners of a Worker count until it is terminated: from then on it tells nothing. Those of channels are not counted beside them.
 *
 * @typedef {{ timers: number, channels: number, listeners: number, urls: number }} Resources
 */

/** @type {Set<unknown>} */
const timers = new Set();
/** The channels that are open, each under both of its ports. @type {Map<unknown, MessageChannel>} */
const channels = new Map();
/** @type {Map<EventTarget, Set<string>>} */
const listeners = new Map();
/** @type {Set<string>} */
const urls = new Set();

const { setTimeout, clearTimeout, setInterval, clearInterval, MessageChannel } = globalThis;

/** @type {any} */
const scope = globalThis;

scope.setTimeout = (/** @type {any} */ callback, /** @type {number} */ millis, /** @type {any[]} */ ...args) => {
  const id = setTimeout(() => {
    timers.delete(id);
    callback(...args);
  }, millis);
  timers.add(id);
  return id;
};
scope.setInterval = (/** @type {any[]} */ ...args) => {
  const id = setInterval(.../** @type {[any]} */ (/** @type {unknown} */ (args)));
  timers.add(id);
  return id;
};
for (const [name, clear] of Object.entries({ clearTimeout, clearInterval })) {
  scope[name] = (/** @type {any} */ id) => {
    timers.delete(id);
    clear(id);
  };
}

scope.MessageChannel = class extends MessageChannel {
  constructor() {
    super();
    channels.set(this.port1, this);
    channels.set(this.port2, this);
  }
};
const { close } = MessagePort.prototype;
MessagePort.prototype.close = function () {
  const channel = channels.get(this);
  channels.delete(channel?.port1);
  channels.delete(channel?.port2);
  close.call(this);
};

const { addEventListener, removeEventListener } = EventTarget.prototype;
/** Functions are numbered: the same one twice is one listener. @type {WeakMap<object, number>} */
const numbers = new WeakMap();
let last = 0;
/** @param {string} type @param {any} listener @param {any} options */
const keyOf = (type, listener, options) => {
  numbers.set(listener, numbers.get(listener) ?? ++last);
  return `${type} ${numbers.get(listener)} ${Boolean(options?.capture ?? options)}`;
};
EventTarget.prototype.addEventListener = function (type, listener, options) {
  // Called without a target it is the global scope's.
  const target = this ?? globalThis;
  if (listener) {
    const all = listeners.get(target) ?? new Set();
    const key = keyOf(type, listener, options);
    listeners.set(target, all.add(key));
    if (/** @type {any} */ (options)?.once) {
      addEventListener.call(target, type, () => forget(target, key), options);
    }
  }
  addEventListener.call(target, type, listener, options);
};
EventTarget.prototype.removeEventListener = function (type, listener, options) {
  const target = this ?? globalThis;
  if (listener) {
    forget(target, keyOf(type, listener, options));
  }
  removeEventListener.call(target, type, listener, options);
};
/** @param {EventTarget} target @param {string} key */
function forget(target, key) {
  const all = listeners.get(target);
  all?.delete(key);
  if (all?.size === 0) {
    listeners.delete(target);
  }
}

if (scope.Worker) {
  const { terminate } = Worker.prototype;
  Worker.prototype.terminate = function () {
    listeners.delete(this);
    terminate.call(this);
  };
}

const { createObjectURL, revokeObjectURL } = URL;
URL.createObjectURL = (object) => {
  const url = createObjectURL.call(URL, object);
  urls.add(url);
  return url;
};
URL.revokeObjectURL = (url) => {
  urls.delete(url);
  revokeObjectURL.call(URL, url);
};

/** @returns {Resources} what there is now */
export const resources = () => ({
  timers: timers.size,
  channels: channels.size / 2,
  listeners: [...listeners.values()].reduce((sum, { size }) => sum + size, 0),
  urls: urls.size,
});

if (scope.WorkerGlobalScope) {
  const channel = new BroadcastChannel("resources");
  channel.onmessage = () => channel.postMessage(resources());
}
