import fc from "fast-check";
import { junk, notPlain, plain } from "./junk.js";

/**
 * What a field may hold, said a second time and in other words than in the code under test.
 * @typedef {object} Kind
 * @property {fc.Arbitrary<unknown>} right
 * @property {fc.Arbitrary<{ value: unknown, at: string }>} wrong  `at`: where in the field it is wrong, "" for the field itself
 */

const MAX_INT = 2 ** 31 - 1;

/**
 * @param {fc.Arbitrary<unknown>} right
 * @param {(value: any) => boolean} isRight
 * @returns {Kind & { isRight: (value: any) => boolean }}
 */
const kind = (right, isRight) => ({
  right,
  isRight,
  wrong: junk.filter((it) => !isRight(it)).map((value) => ({ value, at: "" })),
});

export const text = kind(fc.string(), (it) => typeof it === "string");
export const flag = kind(fc.boolean(), (it) => typeof it === "boolean");

/** An integer from `min` on that fits in 32 bits. −0 is neither right nor wrong: nobody says what it is. */
export const int = (min) =>
  kind(
    fc.oneof(fc.integer({ min, max: min + 9 }), fc.integer({ min, max: MAX_INT }), fc.constant(MAX_INT)),
    (it) => Object.is(it, -0) || (Number.isInteger(it) && it >= min && it <= MAX_INT),
  );

export const id = int(1);

/** An integer from 0 on, as large as they are exact. */
export const count = kind(fc.maxSafeNat(), (it) => Object.is(it, -0) || (Number.isSafeInteger(it) && it >= 0));

/** @param {string[]} words */
export const word = (...words) => kind(fc.constantFrom(...words), (it) => words.includes(it));

/** @param {number} value */
export const exactly = (value) => kind(fc.constant(value), (it) => it === value);

export const share = kind(
  fc.double({ min: 0, max: 1, noNaN: true }),
  (it) => typeof it === "number" && it >= 0 && it <= 1,
);

/** A list of values of that kind, at least so many; looked into no further where `inner` allows anything. */
export const listOf = (inner, minLength = 0) => ({
  right: fc.array(inner.right, { minLength, maxLength: 5 }),
  wrong: fc.oneof(
    junk.filter((it) => !Array.isArray(it) || (minLength > 0 && it.length === 0)).map((value) => ({ value, at: "" })),
    ...(inner.wrong
      ? [
          fc
            .tuple(fc.array(inner.right, { maxLength: 3 }), inner.wrong)
            .map(([list, { value }]) => ({ value: [...list, value], at: "" })),
        ]
      : []),
  ),
});

/** Anything that the browser can clone. */
export const anything = { right: plain, wrong: undefined };

/** Plain data that is checked as such. @type {Kind} */
export const plainData = { right: plain, wrong: notPlain.map((value) => ({ value, at: "" })) };

/** @param {Kind} inner */
export const optional = (inner) => ({
  right: fc.option(inner.right, { nil: undefined }),
  wrong: inner.wrong.filter(({ value, at }) => value !== undefined || at !== ""),
});

/** The same where null counts as absent, too. @param {Kind} inner */
export const nullable = (inner) => ({
  right: fc.option(inner.right, { nil: null }),
  wrong: inner.wrong.filter(({ value, at }) => (value ?? null) !== null || at !== ""),
});

const isObject = (it) => Object.prototype.toString.call(it) === "[object Object]";

/**
 * An object with fields of these kinds, exactly one of which is wrong in a wrong one.
 * @param {Record<string, Kind>} fields
 * @returns {Kind}
 */
export const shape = (fields) => {
  const right = fc.record(Object.fromEntries(Object.entries(fields).map(([name, it]) => [name, it.right])));
  const spoilt = Object.entries(fields)
    .filter(([, it]) => it.wrong)
    .map(([name, it]) =>
      fc
        .tuple(right, it.wrong)
        .map(([object, { value, at }]) => ({ value: put(object, name, value), at: `.${name}${at}` })),
    );
  return {
    right,
    wrong: fc.oneof(
      junk.filter((it) => !isObject(it)).map((value) => ({ value, at: "" })),
      ...spoilt,
    ),
  };
};

/** The object with another value in one field; undefined: without it. */
export function put(object, name, value) {
  const { [name]: _, ...rest } = object;
  return value === undefined ? rest : { ...rest, [name]: value };
}
