/**
 * A worker of a few lines, spoken to by postMessage alone.
 * @param {URL} [script]  one that echoes by default
 */
export function openRaw(script = new URL("./workers/raw-worker.js", import.meta.url)) {
  const worker = new Worker(script, { type: "module" });
  return {
    /**
     * @param {unknown} message
     * @param {Transferable[]} [transfer]
     * @returns {Promise<any>} the next message from the worker
     */
    ask: (message, transfer = []) =>
      new Promise((resolve) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.postMessage(message, transfer);
      }),

    /**
     * @param {unknown[]} messages  each posted by itself
     * @param {number} answers
     * @returns {Promise<void>} when so many have come back
     */
    askAll: (messages, answers) =>
      new Promise((resolve) => {
        let left = answers;
        worker.onmessage = () => {
          left--;
          if (left === 0) resolve();
        };
        for (const message of messages) {
          worker.postMessage(message);
        }
      }),

    close: () => worker.terminate(),
  };
}
