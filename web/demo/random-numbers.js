/**
 * Random integers from a seed, the same in every browser: mulberry32, by Tommy Ettinger.
 * @param {number} seed
 * @returns {(limit: number) => number} the next one, from 0 to below the limit
 */
export function numbersBelow(seed) {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
