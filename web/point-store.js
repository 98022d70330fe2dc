import { within } from "./patience.js";

/** @import { ResumePoint } from "./resume-point.js" */

/** A task whose storage does not answer, be it at opening or later, has to do without. */
const LIMIT_MS = 3000;

const STORE = "points";

/** One for the page. @type {Promise<IDBDatabase> | undefined} undefined: not open, and not being opened */
let opening;

const forget = () => {
  opening = undefined;
};

/** @returns {Promise<IDBDatabase>} may take for ever */
const connect = () =>
  new Promise((resolve, reject) => {
    if (!globalThis.indexedDB) {
      throw new Error("there is no IndexedDB here");
    }
    const request = indexedDB.open("taskholder", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = forget;
      // A later version of this page must not wait for this one.
      database.onversionchange = () => {
        database.close();
        forget();
      };
      resolve(database);
    };
  });

/** One that comes too late for whoever has asked is there for the next. */
function open() {
  if (!opening) {
    opening = connect();
    opening.catch(forget);
  }
  return opening;
}

/**
 * One record of the database `taskholder`: `{ version, task, value, outputs }` in the store `points`, under the key of its task.
 * @param {string} key
 * @param {(what: string, error: unknown) => void} failed  told of what the storage refuses: none here, private mode, quota, …
 */
export function pointStore(key, failed) {
  /**
   * @param {IDBTransactionMode} mode
   * @param {(store: IDBObjectStore) => IDBRequest} act
   * @returns {Promise<any>}
   */
  const transact = async (mode, act) => {
    const database = await open();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  };

  /**
   * @param {string} what
   * @param {Parameters<typeof transact>} how
   * @returns {Promise<any>} after 3 s at most; undefined if it failed; never rejects
   */
  const run = (what, ...how) => within(LIMIT_MS, transact(...how)).catch((error) => void failed(what, error));

  return {
    get: () => run("reading", "readonly", (store) => store.get(key)),

    /** @param {{ version: number, task: string } & ResumePoint} record */
    put: (record) => run("writing", "readwrite", (store) => store.put(record, key)),

    remove: () => run("removing", "readwrite", (store) => store.delete(key)),
  };
}
