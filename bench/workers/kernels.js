/**
 * The kernels of `bench/java` in JavaScript: the same algorithms, with what one would use for them here, typed arrays and Map. By the
 * names that KernelModule gives them. Each returns the number that its twin in Java returns.
 * @type {Record<string, () => number>}
 */
export const KERNELS = {
  "double sum": sum,
  sieve,
  "matrix multiply": multiply,
  CRC: crc,
  convolution: convolve,
  Mandelbrot: mandelbrot,
  "A*": search,
  HashMap: count,
  fib: () => fibonacci(24),
};

const SIDE = 96;

function sum() {
  const numbers = new Float64Array(1 << 16);
  for (let i = 0; i < numbers.length; i++) {
    numbers[i] = i * 0.5;
  }
  let sum = 0;
  for (let round = 0; round < 20; round++) {
    for (let i = 0; i < numbers.length; i++) {
      sum += numbers[i];
    }
  }
  return Math.trunc(sum / numbers.length);
}

function sieve() {
  const size = 200_000;
  const composite = new Uint8Array(size);
  let primes = 0;
  for (let i = 2; i < size; i++) {
    if (composite[i] === 0) {
      primes++;
      for (let j = i + i; j < size; j += i) {
        composite[j] = 1;
      }
    }
  }
  return primes;
}

function multiply() {
  const a = new Float64Array(SIDE * SIDE);
  const b = new Float64Array(SIDE * SIDE);
  const c = new Float64Array(SIDE * SIDE);
  for (let i = 0; i < a.length; i++) {
    a[i] = i % 7;
    b[i] = i % 5;
  }
  for (let i = 0; i < SIDE; i++) {
    for (let j = 0; j < SIDE; j++) {
      let sum = 0;
      for (let k = 0; k < SIDE; k++) {
        sum += a[i * SIDE + k] * b[k * SIDE + j];
      }
      c[i * SIDE + j] = sum;
    }
  }
  return Math.trunc(c[1] + c[SIDE * SIDE - 1]);
}

function crc() {
  const table = new Int32Array(256);
  for (let i = 0; i < 256; i++) {
    let entry = i;
    for (let bit = 0; bit < 8; bit++) {
      entry = (entry & 1) === 0 ? entry >>> 1 : (entry >>> 1) ^ 0xedb88320;
    }
    table[i] = entry;
  }
  const bytes = new Int8Array(1 << 18);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = i * 31;
  }
  let crc = -1;
  for (let i = 0; i < bytes.length; i++) {
    crc = (crc >>> 8) ^ table[(crc ^ bytes[i]) & 255];
  }
  return ~crc;
}

function convolve() {
  const width = 256;
  const from = new Int32Array(width * width);
  const to = new Int32Array(width * width);
  for (let i = 0; i < from.length; i++) {
    from[i] = (i * 7) & 255;
  }
  for (let y = 1; y < width - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      let sum = 0;
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          sum += from[(y + dy) * width + x + dx] * (2 - dx * dx) * (2 - dy * dy);
        }
      }
      to[y * width + x] = sum >> 4;
    }
  }
  let checksum = 0;
  for (let i = 0; i < to.length; i++) {
    checksum = (Math.imul(checksum, 31) + to[i]) | 0;
  }
  return checksum;
}

function mandelbrot() {
  let iterations = 0;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const cx = (x * 3.0) / SIDE - 2;
      const cy = (y * 2.0) / SIDE - 1;
      let re = 0;
      let im = 0;
      let n = 0;
      while (n < 200 && re * re + im * im <= 4) {
        const next = re * re - im * im + cx;
        im = 2 * re * im + cy;
        re = next;
        n++;
      }
      iterations += n;
    }
  }
  return iterations;
}

function count() {
  const counts = new Map();
  let value = 1;
  for (let i = 0; i < 40_000; i++) {
    value = (Math.imul(value, 1103515245) + 12345) | 0;
    const key = (value >>> 16) & 1023;
    const count = counts.get(key);
    counts.set(key, count === undefined ? 1 : count + 1);
  }
  let checksum = 0;
  for (let key = 0; key < 1024; key++) {
    checksum = (Math.imul(checksum, 31) + (counts.get(key) ?? 0)) | 0;
  }
  return checksum;
}

/** @typedef {{ cell: number, cost: number, estimate: number }} Node */

function search() {
  /** @type {(Node | null)[]} */
  const nodes = new Array(SIDE * SIDE).fill(null);
  const open = new NodeHeap();
  nodes[0] = { cell: 0, cost: 0, estimate: 2 * SIDE };
  open.add(nodes[0]);
  while (true) {
    const node = open.poll();
    if (node.cell === SIDE * SIDE - 1) {
      return node.cost;
    }
    const x = node.cell % SIDE;
    const y = (node.cell / SIDE) | 0;
    for (let side = 0; side < 4; side++) {
      const nx = x + (side === 0 ? 1 : side === 1 ? -1 : 0);
      const ny = y + (side === 2 ? 1 : side === 3 ? -1 : 0);
      if (nx < 0 || ny < 0 || nx >= SIDE || ny >= SIDE || ((nx * 7 + ny * 13) % 5 === 1 && nx % 4 !== 0)) {
        continue;
      }
      const cell = ny * SIDE + nx;
      const cost = node.cost + 1 + (((cell * 31) >> 3) & 3);
      const known = nodes[cell];
      if (!known || cost < known.cost) {
        const reached = { cell, cost, estimate: cost + 2 * SIDE - nx - ny };
        nodes[cell] = reached;
        open.add(reached);
      }
    }
  }
}

/** A binary heap, the lowest estimate first. */
class NodeHeap {
  /** @type {Node[]} */
  #nodes = [];

  /** @param {Node} node */
  add(node) {
    const nodes = this.#nodes;
    let at = nodes.length;
    nodes.push(node);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (nodes[parent].estimate <= node.estimate) {
        break;
      }
      nodes[at] = nodes[parent];
      at = parent;
    }
    nodes[at] = node;
  }

  poll() {
    const nodes = this.#nodes;
    const first = nodes[0];
    const last = /** @type {Node} */ (nodes.pop());
    const size = nodes.length;
    let at = 0;
    while (true) {
      let child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && nodes[child + 1].estimate < nodes[child].estimate) {
        child++;
      }
      if (nodes[child].estimate >= last.estimate) {
        break;
      }
      nodes[at] = nodes[child];
      at = child;
    }
    if (size > 0) {
      nodes[at] = last;
    }
    return first;
  }
}

/** @param {number} n @returns {number} */
function fibonacci(n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}
