/**
 * What a value must be, in words an error can print: shared by the options a caller gives
 * and by the messages a worker sends.
 *
 * @typedef {{ field: string, message: string, isRange?: boolean }} Flaw  where a value is wrong, and the sentence to
 *   print; `isRange` is true for a number that is not the right one
 * @typedef {(value: any, field: string, owner?: any) => Flaw | undefined} Rule  finds the flaw, if there is one
 */

/** The largest integer that fits in a Java `int`; also the longest delay of `setTimeout`. */
const MAX_INT = 2147483647;

/**
 * @param {string} expected
 * @param {(value: any) => boolean} test
 * @returns {Rule}
 */
export const rule = (expected, test) => (value, field) => (test(value) ? undefined : flaw(field, expected, value));

/**
 * @param {string} field
 * @param {string} expected
 * @param {unknown} value
 * @param {boolean} [isRange]
 * @returns {Flaw}
 */
export const flaw = (field, expected, value, isRange) => ({
  field,
  message: `${field}: expected ${expected}, got ${show(value)}`,
  isRange,
});

/** @param {string} type  as `typeof` calls it */
export const typeOf = (type) => rule(`a ${type}`, (value) => typeof value === type);

export const text = typeOf("string");
export const flag = typeOf("boolean");

/**
 * @param {string} expected  of its items
 * @param {(item: any) => boolean} test
 */
export const arrayOf = (expected, test) =>
  rule(`an array of ${expected}`, (value) => Array.isArray(value) && value.every(test));

export const texts = arrayOf("strings", (item) => typeof item === "string");

/**
 * An integer that fits in a Java `int`.
 * @param {number} min
 */
export const integer = (min) => number(`an integer ≥ ${min}`, min, Number.isInteger);

/** A duration in milliseconds. */
export const millis = number("a number of milliseconds ≥ 0", 0, () => true);

/**
 * @param {string} expected
 * @param {number} min
 * @param {(value: number) => boolean} test
 * @returns {Rule}
 */
export function number(expected, min, test) {
  return (value, field) => {
    const isNumber = typeof value === "number";
    return isNumber && test(value) && value >= min && value <= MAX_INT
      ? undefined
      : flaw(field, isNumber && value > MAX_INT ? `at most ${MAX_INT}` : expected, value, isNumber);
  };
}

/** @param {string} words  with a bar between them */
export const oneOf = (words) => rule(`one of ${words}`, (value) => words.split("|").includes(value));

/**
 * @param {Rule} inner
 * @returns {Rule}
 */
export const optional = (inner) => (value, field) => (value === undefined ? undefined : inner(value, field));

export const anObject = rule("an object", (value) => tag(value) === "Object");

/**
 * An object whose fields obey their rules; other fields are ignored.
 * @param {Record<string, Rule>} rules
 * @returns {Rule}
 */
export const shape = (rules) => (value, field) => {
  let found = anObject(value, field);
  for (const name in rules) {
    found ??= rules[name]?.(value[name], `${field}.${name}`, value);
  }
  return found;
};

/**
 * A value as an error message shows it: short, and never throwing.
 * @param {any} value
 * @returns {string}
 */
export function show(value) {
  return typeof value === "string"
    ? JSON.stringify(value)
    : Object(value) === value
      ? `an object of class ${tag(value)}`
      : String(value);
}

/**
 * What the engine calls a value: `Object` also for instances of classes, `Array`, `Date`, `Uint8Array`, `Null`.
 * @param {unknown} value
 */
export const tag = (value) => ({}).toString.call(value).slice(8, -1);
