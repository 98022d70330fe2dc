import { row } from "./statistics.js";

/** @import { TaskHolder } from "../web/index.js" */
/** @import { Row } from "./statistics.js" */

const ROUNDS = 7;
const COUNT = 100_000;
const CAPACITIES = [0, 1, 100];

/**
 * Measures what it costs to hand one element from one fiber to another, through channels of several capacities in turn.
 *
 * @param {TaskHolder} holder
 * @param {(doing: string) => void} report  told what is being measured
 * @returns {Promise<Row[]>}
 */
export async function measureHandOvers(holder, report) {
  /** @type {Map<number, number[]>} */
  const micros = new Map(CAPACITIES.map((capacity) => [capacity, []]));
  await handOvers(holder, 1); // warms up
  for (let round = 1; round <= ROUNDS; round++) {
    report(`hand-overs, round ${round} of ${ROUNDS}`);
    for (const [capacity, values] of micros) {
      values.push(await handOvers(holder, capacity));
    }
  }
  return [...micros].map(([capacity, values]) => row(`channel hand-over, capacity ${capacity}`, "µs", values));
}

/**
 * @param {TaskHolder} holder
 * @param {number} capacity
 * @returns {Promise<number>} microseconds for one
 */
const handOvers = (holder, capacity) => holder.spawn("handovers", { count: COUNT, capacity }).result;
