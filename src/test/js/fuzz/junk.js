import fc from "fast-check";

/** An array that is nowhere but at its end: cheap to send, and long. */
const sparse = (length) => {
  const array = [];
  array.length = length;
  array[length - 1] = 1;
  return array;
};

/** So many arrays in one another. */
const nested = (depth) => {
  let value = 1;
  for (let i = 0; i < depth; i++) {
    value = [value];
  }
  return value;
};

/** An object that has itself so many times inside. */
const cycle = (times) => {
  const object = { list: [] };
  for (let i = 0; i < times; i++) {
    object[`again${i}`] = object;
    object.list.push(object.list);
  }
  return object;
};

const ARRAYS = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
];

const named = (keys) => keys.map((key) => Object.fromEntries([[key, 1]]));

/** Made anew each time, so that none is changed by the one before. @param {(() => unknown)[]} makers */
const made = (...makers) => fc.constantFrom(...makers).map((make) => make());

/** What only a browser has, and only a cross-origin isolated one all of. */
const isolated = Boolean(globalThis.crossOriginIsolated);

/** Plain data, as the protocol calls what may cross. */
export const plain = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(null, undefined, true, 0, -0, 1, -1, 0.5, NaN, Infinity, 2 ** 31, 2 ** 53) },
  { weight: 2, arbitrary: fc.double() },
  { weight: 2, arbitrary: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }) },
  { weight: 3, arbitrary: fc.string() },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  {
    weight: 2,
    arbitrary: made(
      ...ARRAYS.map((Type) => () => new Type(3)),
      () => new Uint8Array(new ArrayBuffer(16), 3, 5),
      () => new Int32Array(new ArrayBuffer(16), 4, 2),
      ...(isolated
        ? [() => new Int32Array(new SharedArrayBuffer(8)), () => new Uint8Array(new SharedArrayBuffer(8))]
        : []),
      () => new Uint8Array(new ArrayBuffer(4, { maxByteLength: 8 })),
      () => new ArrayBuffer(8),
      () => new ArrayBuffer(0),
      () => sparse(4),
      () => "\ud800 a half of a pair",
      () => "\u0000\u2028\u{1f600}\ufeff\uffff",
      () => "x".repeat(100_000),
      () => nested(150),
      () => named(["__proto__", "constructor", "type", "task", "", "0", "toString", "\ud800"]),
    ),
  },
);

/** What can be posted and is not plain data. */
export const notPlain = made(
  () => new Date(0),
  () => new Date(NaN),
  () => new Map([[1, 2]]),
  () => new Set([1]),
  () => /x/g,
  () => new Error("junk"),
  () => Object(1),
  () => Object("boxed"),
  () => Object(false),
  () => Object(5n),
  () => new DataView(new ArrayBuffer(4)),
  () => new BigUint64Array(2),
  ...(globalThis.Float16Array ? [() => new Float16Array(2)] : []),
  ...(isolated
    ? [() => new SharedArrayBuffer(8), () => new Blob(["junk"]), () => new ImageData(1, 1), () => new DOMRect()]
    : []),
  () => [[new Map()]],
  () => ({ a: { b: [new Date(0)] } }),
  () => nested(300),
  () => cycle(1),
  () => cycle(2),
  () => cycle(5),
);

/** Arrays with room for everything and next to nothing in them: who looks at each element is busy for minutes. */
export const endless = made(
  () => sparse(2 ** 24),
  () => sparse(2 ** 31 - 1),
  () => sparse(2 ** 32 - 1),
);

/** Anything that can be posted. */
export const junk = fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: notPlain });
