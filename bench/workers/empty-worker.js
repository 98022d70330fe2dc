/** The least a module worker can be that answers. */
self.onmessage = () => self.postMessage(null);
