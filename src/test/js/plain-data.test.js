import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DataCloneError } from "../../../web/index.js";
import { encode } from "../../../web/plain-data.js";

const task = { id: null, name: "echo" };
const copy = (value, transfer) => encode(value, "input", task, transfer);

describe("plain data", () => {
  for (const value of [
    null,
    true,
    false,
    0,
    -0,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    "",
    "é😀",
    0n,
    2n ** 63n - 1n,
    -(2n ** 63n),
  ]) {
    it(`${typeof value} ${String(value)} crosses as it is`, () => {
      assert.ok(Object.is(copy(value).value, value));
    });
  }

  it("undefined becomes null, and is left out of an object", () => {
    assert.equal(copy(undefined).value, null);
    assert.deepEqual(copy([undefined, ...Array(1), 1]).value, [null, null, 1]);
    assert.deepEqual(copy({ a: undefined, b: null }).value, { b: null });
  });

  it("arrays, objects and objects without a prototype are copied", () => {
    const original = { list: [1, [2]], bare: Object.assign(Object.create(null), { deep: {} }) };
    const { value } = copy(original);
    original.list[1].push(3);
    assert.deepEqual(value, { list: [1, [2]], bare: { deep: {} } });
  });

  it("a key named __proto__ stays a key", () => {
    const { value } = copy(JSON.parse('{ "__proto__": { "admin": true } }'));
    assert.equal(value.admin, undefined);
    assert.deepEqual(Object.keys(value), ["__proto__"]);
  });

  it("of an instance of a class the own fields cross", () => {
    class Point {
      x = 1;
      #y = 2;
      get y() {
        return this.#y;
      }
    }
    assert.deepEqual(copy([new Point()]).value, [{ x: 1 }]);
  });

  it("the same object twice is no cycle", () => {
    const shared = { x: 1 };
    assert.deepEqual(copy([shared, shared]).value, [{ x: 1 }, { x: 1 }]);
  });

  for (const Type of [
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
  ]) {
    it(`a ${Type.name} is copied, only the part it shows`, () => {
      const original = new Type([1, 2, 3, 4]).subarray(1, 3);
      const { value, buffers } = copy(original);
      original[0] = 9;
      assert.deepEqual(value, new Type([2, 3]));
      assert.deepEqual(buffers, [value.buffer]);
      assert.equal(value.byteLength, value.buffer.byteLength);
    });
  }

  it("64-bit arrays, buffers and Node's Buffer are copied", () => {
    const bytes = Buffer.from([1, 2, 3]);
    const { value } = copy({ a: BigInt64Array.of(5n), b: new ArrayBuffer(2), c: bytes });
    bytes[0] = 9;
    assert.deepEqual(value.a, BigInt64Array.of(5n));
    assert.equal(value.b.byteLength, 2);
    assert.deepEqual(value.c, Uint8Array.of(1, 2, 3));
  });

  it("shared memory is copied, not shared", () => {
    const { value } = copy(new Uint8Array(new SharedArrayBuffer(2)));
    assert.ok(value.buffer instanceof ArrayBuffer);
  });

  const refused = [
    ["a function", { onDone() {} }, "input.onDone: a function"],
    ["a symbol", { list: [0, { it: Symbol("s") }] }, "input.list[1].it: a symbol"],
    ["a Date", [new Date(0)], "input[0]: an object of class Date"],
    ["a Map", new Map(), "input: an object of class Map"],
    ["an Error", { e: new RangeError("x") }, "input.e: an object of class Error"],
    ["a DataView", new DataView(new ArrayBuffer(1)), "input: an object of class DataView"],
    ["an array Java has no type for", BigUint64Array.of(1n), "input: an object of class BigUint64Array"],
    ["shared memory itself", new SharedArrayBuffer(1), "input: an object of class SharedArrayBuffer"],
    ["a promise", { p: Promise.resolve() }, "input.p: an object of class Promise"],
    ["a bigint that is too large", { n: 2n ** 63n }, "input.n: a bigint of more than 64 bits"],
  ];
  for (const [what, value, message] of refused) {
    it(`${what} is refused by its path`, () => {
      assert.throws(
        () => copy(value),
        (error) => {
          assert.ok(error instanceof DataCloneError);
          assert.equal(error.message, `${message} cannot be sent to a task`);
          return true;
        },
      );
    });
  }

  it("an object that throws when it is read is refused, with the cause", () => {
    const cause = new RangeError("not now");
    const throwing = {
      get it() {
        throw cause;
      },
    };
    assert.throws(
      () => copy({ list: [1, throwing] }),
      (error) => {
        assert.ok(error instanceof DataCloneError);
        assert.equal(error.message, "input.list[1]: an object that throws cannot be sent to a task");
        assert.equal(error.cause, cause);
        return true;
      },
    );
  });

  it("a cycle is refused where it closes", () => {
    const loop = { inner: {} };
    loop.inner.back = loop;
    assert.throws(() => copy(loop), {
      message: "input.inner.back: an object inside itself or 200 others cannot be sent to a task",
    });
  });

  it("endless nesting is refused instead of overflowing the stack", () => {
    let deep = {};
    for (let i = 0; i < 100_000; i++) {
      deep = { deep };
    }
    assert.throws(() => copy(deep), /inside itself or 200 others cannot be sent/);
  });
});

describe("what is in a value in several places", () => {
  /** An array that is twice in the next one, and so on. */
  const twofold = (depth) => {
    let value = ["leaf"];
    for (let i = 1; i < depth; i++) {
      value = [value, value];
    }
    return value;
  };

  it("is copied once", () => {
    const original = { left: twofold(20), right: null };
    original.right = original.left;
    const { value } = copy(original);
    assert.equal(value.left, value.right);
    assert.equal(value.left[0], value.left[1]);
    assert.notEqual(value.left, original.left);
    assert.deepEqual(value.left.flat(20).length, 2 ** 19);
  });

  for (const [where, places] of [
    ["further down first", (it) => [[[it]], it]],
    ["further up first", (it) => [it, [[it]]]],
  ]) {
    it(`is one object wherever it is met: ${where}`, () => {
      const shared = { x: [1] };
      const [one, other] = copy(places(shared)).value.flat(2);
      assert.equal(one, other);
      assert.notEqual(one, shared);
      assert.deepEqual(one, { x: [1] });
    });
  }

  it("is a copy of its own for each place if it is a typed array", () => {
    const shared = Uint8Array.of(1);
    const { value, buffers } = copy([shared, shared]);
    assert.notEqual(value[0], value[1]);
    assert.deepEqual(buffers, [value[0].buffer, value[1].buffer]);
  });

  it("counts as often as it is there", () => {
    assert.throws(() => copy({ it: twofold(60) }), {
      code: "DATA_CLONE",
      message: "input: 2^24 values or more cannot be sent to a task",
    });
    const million = Array(2 ** 20).fill(0);
    assert.throws(() => copy(Array(17).fill(million)), /^DataCloneError: input: 2\^24 values or more/);
    assert.equal(copy(Array(15).fill(million)).value.length, 15);
  });

  it("is refused before it is copied if it is too much", () => {
    let reads = 0;
    const counting = {
      get it() {
        reads++;
        return 1;
      },
    };
    const long = Array(2 ** 24);
    Object.defineProperty(long, 0, { get: () => counting.it });
    const most = Array(2 ** 20).fill(0);
    for (const value of [long, [Array(15).fill(most), most, counting]]) {
      assert.throws(() => copy(value), /^DataCloneError: input: 2\^24 values or more/);
    }
    assert.equal(reads, 0);
  });

  it("may not be too deep in any of them", () => {
    let deep = {};
    for (let i = 1; i < 200; i++) {
      deep = { deep };
    }
    assert.ok(copy(deep).value.deep.deep.deep);
    assert.throws(() => copy({ first: deep.deep, second: { deep } }), /inside itself or 200 others cannot be sent/);
  });

  it("may not be too deep by what is in it in several places too", () => {
    const chain = (length, end) => {
      let value = end;
      for (let i = 0; i < length; i++) {
        value = { deep: value };
      }
      return value;
    };
    const shared = chain(100, null);
    const twice = [shared, chain(98, shared), {}];
    const [one, other] = copy([twice, twice]).value;
    assert.equal(one, other);
    assert.throws(() => copy([twice, [twice]]), {
      message: `input[1][0][1]${".deep".repeat(197)}: an object inside itself or 200 others cannot be sent to a task`,
    });
  });
});

describe("transfer", () => {
  it("moves the listed buffer and detaches the caller's", () => {
    const bytes = Uint8Array.of(1, 2, 3, 4);
    const { buffer } = bytes;
    const { value, buffers } = copy({ whole: buffer, part: bytes.subarray(1, 3) }, [buffer]);
    assert.equal(buffer.byteLength, 0);
    assert.deepEqual(value.part, Uint8Array.of(2, 3));
    assert.equal(value.part.buffer, value.whole);
    assert.deepEqual(buffers, [value.whole]);
  });

  it("detaches nothing when the value cannot cross", () => {
    const buffer = new ArrayBuffer(4);
    assert.throws(() => copy({ buffer, f() {} }, [buffer]), DataCloneError);
    assert.equal(buffer.byteLength, 4);
  });

  it("refuses a buffer listed twice", () => {
    const buffer = new ArrayBuffer(4);
    assert.throws(() => copy({ buffer }, [buffer, buffer]), {
      code: "DATA_CLONE",
      message: "transfer: a detached buffer or one listed twice cannot be sent to a task",
    });
    assert.equal(buffer.byteLength, 4);
  });

  it("refuses a detached buffer", () => {
    const buffer = new ArrayBuffer(4);
    const view = new Uint8Array(buffer);
    structuredClone(buffer, { transfer: [buffer] });
    assert.throws(() => copy({ buffer }), { message: /^input\.buffer: a detached buffer/ });
    assert.throws(() => copy({ view }), { message: /^input\.view: a detached buffer/ });
  });
});
