/** @import { ResumePoint } from "./resume-point.js" */

/** A page whose storage does not answer has to do without. */
const OPEN_LIMIT_MS = 3000;

const STORE = "points";

/** One for the page. @type {Promise<IDBDatabase> | undefined} undefined: not open */
let opening;

const forget = () => {
  opening = undefined;
};

function open() {
  opening ??= new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("IndexedDB does not answer")), OPEN_LIMIT_MS);
    const fail = (/** @type {unknown} */ error) => {
      clearTimeout(timer);
      forget();
      reject(error);
    };
    if (!globalThis.indexedDB) {
      fail(new Error("there is no IndexedDB here"));
      return;
    }
    const request = indexedDB.open("taskholder", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onerror = () => fail(request.error);
    request.onsuccess = () => {
      clearTimeout(timer);
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
  return opening;
}

/**
 * One record of the database `taskholder`: `{ version, task, value, outputs }` in the store `points`, under the key of its task.
 * @param {string} key
 * @param {(what: string, error: unknown) => void} failed  told of what the storage refuses: none here, private mode, quota, …
 */
export function pointStore(key, failed) {
  /**
   * @param {string} what
   * @param {IDBTransactionMode} mode
   * @param {(store: IDBObjectStore) => IDBRequest} act
   * @returns {Promise<any>} undefined if it failed; never rejects
   */
  const run = async (what, mode, act) => {
    try {
      const database = await open();
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(STORE, mode);
        const request = act(transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(transaction.error);
      });
    } catch (error) {
      failed(what, error);
      return undefined;
    }
  };

  return {
    get: () => run("reading", "readonly", (store) => store.get(key)),

    /** @param {{ version: number, task: string } & ResumePoint} record */
    put: (record) => run("writing", "readwrite", (store) => store.put(record, key)),

    remove: () => run("removing", "readwrite", (store) => store.delete(key)),
  };
}
