/** @typedef {{ what: string, unit: string, median: number, lowest: number, highest: number }} Row */

/**
 * @param {string} what
 * @param {string} unit
 * @param {number[]} values
 * @returns {Row}
 */
export function row(what, unit, values) {
  return { what, unit, median: median(values), lowest: Math.min(...values), highest: Math.max(...values) };
}

/** @param {number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? Number(sorted[middle]) : (Number(sorted[middle - 1]) + Number(sorted[middle])) / 2;
}
