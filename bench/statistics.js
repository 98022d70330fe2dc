/** @param {number[]} values  at least one */
export const median = (values) => percentile(values, 50);

/**
 * Linear between the two nearest ranks, as R's type 7 and numpy's default.
 * @param {number[]} values  at least one
 * @param {number} percent  0…100
 */
export function percentile(values, percent) {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = ((sorted.length - 1) * percent) / 100;
  const below = Number(sorted[Math.floor(rank)]);
  const above = Number(sorted[Math.ceil(rank)]);
  return below + (above - below) * (rank - Math.floor(rank));
}

/** @param {number[]} values  positive, at least one */
export const geometricMean = (values) =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
