/** Runs a kernel in JavaScript as KernelTask does in Java: again and again, for so many milliseconds at least. */
import { KERNELS } from "./kernels.js";

self.onmessage = ({ data: { kernel, millis } }) => {
  const run = KERNELS[kernel];
  const began = performance.now();
  let passed = 0;
  let times = 0;
  let result = 0;
  while (passed < millis) {
    result = run();
    times++;
    passed = performance.now() - began;
  }
  self.postMessage([times / passed, result]);
};
