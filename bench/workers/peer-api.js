/** What the workers of the peers do: the counterpart of the tasks of `bench/java`. */
export const api = {
  /** @template T @param {T} value */
  echo: (value) => value,
  nothing: () => 1,
  yielding,
  abort: () => controller.abort(),
  spin,
};

/** As long as a slice of ours. */
const SLICE_MILLIS = 5;

let controller = new AbortController();
const { port1, port2 } = new MessageChannel();

/** Computes until `abort`, or workerpool's abort listener, and lets messages in between slices. */
async function yielding() {
  controller = new AbortController();
  const { signal } = controller;
  this?.worker?.addAbortListener(async () => controller.abort());
  while (!signal.aborted) {
    compute(SLICE_MILLIS);
    await new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
  }
}

/** Computes for an hour and lets nothing in. */
function spin() {
  return compute(3_600_000);
}

/** @param {number} millis */
function compute(millis) {
  const end = performance.now() + millis;
  let checksum = 1;
  while (performance.now() < end) {
    for (let i = 0; i < 1000; i++) {
      checksum = (Math.imul(checksum, 31) + i) | 0;
    }
  }
  return checksum;
}
