import { FREE, QUIET, WALL } from "./game-map.js";

/** @import { Cell, GameMap, Kind } from "./game-map.js" */

/** What drawing draws is this far from its middle, too: single cells are hard to hit. */
export const BRUSH_REACH = 1;

/**
 * What the pointer and the keys can be used for. Each says what it does at a cell, and gives the cells that have become something
 * else.
 *
 * @typedef {(map: GameMap, cell: Cell) => Cell[]} Tool
 */

/** @type {Record<string, Tool>} */
export const TOOLS = {
  player(map, cell) {
    map.movePlayer(cell);
    return [];
  },
  goal(map, cell) {
    map.moveGoal(cell);
    return [];
  },
  wall: brush(WALL),
  quiet: brush(QUIET),
  erase: brush(FREE),
};

/** @param {string} name */
export const isBrush = (name) => name === "wall" || name === "quiet" || name === "erase";

/**
 * @param {Kind} kind
 * @returns {Tool}
 */
function brush(kind) {
  return (map, { x, y }) => {
    const changed = [];
    for (let dy = -BRUSH_REACH; dy <= BRUSH_REACH; dy++) {
      for (let dx = -BRUSH_REACH; dx <= BRUSH_REACH; dx++) {
        const cell = { x: x + dx, y: y + dy };
        if (map.contains(cell) && map.put(cell, kind)) {
          changed.push(cell);
        }
      }
    }
    return changed;
  };
}
