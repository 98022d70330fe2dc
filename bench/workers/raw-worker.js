/** What one writes without a library: sends every message back, and posts numbers or a block of bytes when asked. */
self.onmessage = ({ data }) => {
  if (data?.count) {
    for (let i = 0; i < data.count; i++) {
      self.postMessage(i);
    }
  } else if (data?.bytes) {
    const block = new Uint8Array(data.bytes).fill(7);
    self.postMessage(block, [block.buffer]);
  } else if (data?.moved) {
    self.postMessage(data, [data.moved]);
  } else {
    self.postMessage(data);
  }
};
