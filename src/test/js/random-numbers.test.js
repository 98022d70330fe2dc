import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { numbersBelow } from "../../../web/demo/random-numbers.js";

const ALL = 2 ** 32;

describe("random numbers from a seed", () => {
  it("are those of mulberry32", () => {
    const random = numbersBelow(1);

    const numbers = [random(ALL), random(ALL), random(ALL)];

    assert.deepEqual(numbers, [2693262067, 11749833, 2265367787]);
  });

  it("are below the limit, and reach all of it", () => {
    const random = numbersBelow(0);

    const numbers = new Set(Array.from({ length: 100 }, () => random(3)));

    assert.deepEqual([...numbers].sort(), [0, 1, 2]);
  });
});
