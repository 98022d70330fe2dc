import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { numbersBelow } from "../../../web/demo/random-numbers.js";
import { resumePoint } from "../../../web/resume-point.js";

/** Saves, and answers what is told of it. */
function save(point, saved) {
  let told;
  point.save(saved, (it) => {
    told = it;
  });
  return told;
}

describe("a resume point", () => {
  it("is nothing at first: a task run again then begins at the beginning, and all it had put out is passed over", () => {
    const point = resumePoint();
    point.count(3);

    assert.deepEqual(point.again(), {});
    assert.deepEqual([point.count(2), point.count(2)], [2, 1]);
  });

  it("is the last one saved, and what came after it is passed over when it comes again", () => {
    const point = resumePoint();
    point.count(2);
    point.save({ value: "after 2", outputs: 2 });
    point.count(5);

    assert.deepEqual(point.again(), { restored: "after 2" });
    assert.equal(point.first(), 2);
    assert.equal(point.count(6), 5);
  });

  it("counts the outputs of every run, so that it holds for the third run too", () => {
    const point = resumePoint();
    point.count(2);
    point.save({ value: "after 2", outputs: 2 });
    point.again();
    point.count(3);
    assert.deepEqual(save(point, { value: "after 4", outputs: 2 }), { value: "after 4", outputs: 4 });

    assert.deepEqual(point.again(), { restored: "after 4" });
    assert.equal(point.count(1), 1);
    assert.equal(point.count(1), 0);
  });

  it("of an earlier page comes with all outputs before it known, and none after it", () => {
    const point = resumePoint();

    assert.deepEqual(point.restore({ value: "after 7", outputs: 7 }), { restored: "after 7" });
    assert.equal(point.count(4), 0);
    assert.deepEqual(save(point, { value: "after 9", outputs: 2 }), { value: "after 9", outputs: 9 });
  });

  it("gives the reader 0, 1, 2, … of a task that counts, wherever its runs are cut off", () => {
    for (let seed = 1; seed <= 500; seed++) {
      const below = numbersBelow(seed);
      const point = resumePoint();
      const read = [];
      let next = 0;
      for (let step = 0, ofRun = 0; step < 60; step++) {
        const what = below(4);
        if (what === 0) {
          point.save({ value: next, outputs: ofRun });
        } else if (what === 1) {
          next = point.again().restored ?? 0;
          ofRun = 0;
        } else {
          const values = Array.from({ length: 1 + below(5) }, () => next++);
          ofRun += values.length;
          read.push(...values.slice(point.count(values.length)));
        }
      }
      assert.deepEqual(read, [...read.keys()], `seed ${seed}`);
    }
  });
});
