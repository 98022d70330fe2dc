/**
 * IndexedDB and the Web Locks of an origin as far as the client uses them, in place for one test. Everything is answered in a later
 * macrotask, as in a browser, and values are copied.
 */
export class FakeStorage {
  /** The records of the one store, by key. */
  records = new Map();
  /** How often the database was opened. */
  opens = 0;
  /** Those opened, with the handlers that the client has set. */
  databases = [];
  /** Set: what opening fails with. */
  openError;
  /** Set: what writing fails with. */
  writeError;
  /** Whether opening, and whether transactions wait for `letGo`. */
  holdsOpening = false;
  holdsTransactions = false;
  /** Called when a lock is asked for, before it is given. */
  onLock = () => {};
  #held = [];
  /** By name, when the last of those who have asked lets go. */
  #locks = new Map();

  /** @param t  the test */
  constructor(t) {
    this.#install(t, "indexedDB", { open: () => this.#open() });
    this.#install(t, "navigator", { locks: { request: (...asked) => this.#request(...asked) } });
    // The client keeps its database for as long as the page lives.
    t.after(() => {
      for (const database of this.databases) {
        database.onclose();
      }
    });
  }

  /** Answers what was held. */
  letGo() {
    for (const answer of this.#held.splice(0)) {
      setImmediate(answer);
    }
  }

  #install(t, name, value) {
    const before = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { configurable: true, value });
    t.after(() => (before ? Object.defineProperty(globalThis, name, before) : delete globalThis[name]));
  }

  #answer(isHeld, answer) {
    if (isHeld) {
      this.#held.push(answer);
    } else {
      setImmediate(answer);
    }
  }

  #open() {
    this.opens++;
    const request = { error: this.openError };
    this.#answer(this.holdsOpening, () => {
      if (request.error) {
        request.onerror();
        return;
      }
      request.result = {
        close() {
          this.isClosed = true;
        },
        transaction: (_, mode) => this.#transaction(mode),
      };
      this.databases.push(request.result);
      request.onsuccess();
    });
    return request;
  }

  #transaction(mode) {
    const transaction = { error: mode === "readwrite" ? this.writeError : undefined };
    const act = (change) => {
      const request = {};
      this.#answer(this.holdsTransactions, () => {
        if (transaction.error) {
          transaction.onabort();
        } else {
          request.result = change();
          transaction.oncomplete();
        }
      });
      return request;
    };
    transaction.objectStore = () => ({
      get: (key) => act(() => structuredClone(this.records.get(key))),
      put: (value, key) => {
        const copy = structuredClone(value);
        return act(() => void this.records.set(key, copy));
      },
      delete: (key) => act(() => void this.records.delete(key)),
    });
    return transaction;
  }

  #request(name, { signal }, use) {
    this.onLock();
    const before = this.#locks.get(name) ?? new Promise(setImmediate);
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      const used = before.then(() => (signal.aborted ? undefined : use()));
      this.#locks.set(name, used);
      used.then(resolve, reject);
    });
  }
}
