/**
 * @typedef {{ method: string, file: string, line: number }} Frame  `method` with its class, or the class alone if the map has
 *   no names; `line` is 0 when it is not known
 * @typedef {(place: number) => Frame[]} StackMap  what a place in the module was in Java: a method, and what it was inlined into
 */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * Fetches a source map (ECMA-426) of a Wasm module, in which columns are places in the module. The maps of `StackMap` in the
 * package `compiler` have methods for names; those of TeaVM have none.
 * @param {string} url
 * @returns {Promise<StackMap>} rejects if there is none, or it is no source map; the message says so
 */
export async function readStackMap(url) {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${response.status} at ${url}`);
  }
  const { sources, names, mappings } = await response.json();
  const segments = decode(mappings);
  return (place) => {
    const segment = find(segments, place);
    return segment?.source === undefined ? [] : frames(sources[segment.source], segment.line + 1, names[segment.name]);
  };
}

/**
 * @typedef {{ column: number, source?: number, line: number, name: number }} Segment  what comes from one place; from no source
 *   if `source` is undefined. `line` counts from 0
 */

/**
 * @param {string} mappings  of one line
 * @returns {Segment[]} in the order of columns
 */
function decode(mappings) {
  let column = 0;
  let source = 0;
  let line = 0;
  let name = 0;
  return mappings.split(",").map((text) => {
    const [columns = 0, sources, lines = 0, , names] = numbers(text);
    column += columns;
    if (sources === undefined) {
      return { column, line, name: -1 };
    }
    source += sources;
    line += lines;
    name += names ?? 0;
    return { column, source, line, name: names === undefined ? -1 : name };
  });
}

/**
 * Base 64 VLQ: five bits a digit, the lowest first, a sixth if more follow; the lowest bit of all is the sign.
 * @param {string} text
 */
function numbers(text) {
  /** @type {number[]} */
  const found = [];
  let value = 0;
  let shift = 0;
  for (const character of text) {
    const digit = DIGITS.indexOf(character);
    value |= (digit & 31) << shift;
    shift += 5;
    if (digit < 32) {
      found.push(value & 1 ? -(value >> 1) : value >> 1);
      value = 0;
      shift = 0;
    }
  }
  return found;
}

/**
 * @param {Segment[]} segments
 * @param {number} place
 * @returns {Segment | undefined} the last that begins at the place or before
 */
function find(segments, place) {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (/** @type {Segment} */ (segments[middle]).column <= place) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return segments[low - 1];
}

/**
 * @param {string} source  a path of a Java file; empty if only the method is known
 * @param {number} line
 * @param {string | undefined} name  the method; after each | what it was inlined into, with file and line
 * @returns {Frame[]}
 */
function frames(source, line, name) {
  const file = source.split("/").at(-1) || "Unknown Source";
  const [method = "", ...callers] = (name ?? className(source)).split("|");
  return [
    { method, file, line: source ? line : 0 },
    ...callers.map((text) => {
      const [, caller = text, place = "Unknown Source", at = 0] = /^(.*)\((.*):(\d+)\)$/.exec(text) ?? [];
      return { method: caller, file: place, line: Number(at) };
    }),
  ];
}

/**
 * The class a file is named after. TeaVM writes the JDK's in files of its own, each with a T before its name.
 * @param {string} source
 */
const className = (source) =>
  source
    .replace(/^(.*\/)?org\/teavm\/classlib\/(.*\/)T(?=[^/]*$)/, "$2")
    .replace(/\.\w+$/, "")
    .replaceAll("/", ".");
