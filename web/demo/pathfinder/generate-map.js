import { numbersBelow } from "../random-numbers.js";
import { FREE, GameMap, QUIET, WALL } from "./game-map.js";

/** @import { Kind } from "./game-map.js" */

export const WIDTH = 200;
export const HEIGHT = 120;
const MIDDLE = HEIGHT / 2;
const PLAYER = { x: 8, y: MIDDLE };
const GOAL = { x: WIDTH - 9, y: MIDDLE };
/** The zone that every map has, a few steps from where the player starts. */
const FIRST_ZONE = { x: 14, y: MIDDLE - 8, width: 14, height: 16 };
const WALLS = 110;
const ZONES = 3;
const WALL_THICKNESS = 2;
/** Around the player and the goal nothing is built. */
const CLEARING = 5;

/** @typedef {{ x: number, y: number, width: number, height: number }} Area */

/**
 * A map with walls and quiet zones; the same for the same seed.
 * @param {number} seed
 */
export function generateMap(seed) {
  const below = numbersBelow(seed);
  const map = emptyMap();
  for (let i = 0; i < WALLS; i++) {
    const length = 8 + below(38);
    const [width, height] = below(2) === 0 ? [length, WALL_THICKNESS] : [WALL_THICKNESS, length];
    fill(map, { x: below(WIDTH), y: below(HEIGHT), width, height }, WALL);
  }
  for (let i = 0; i < ZONES; i++) {
    fill(map, { x: 40 + below(WIDTH - 80), y: below(HEIGHT - 20), width: 8 + below(16), height: 8 + below(12) }, QUIET);
  }
  for (const { x, y } of [PLAYER, GOAL]) {
    fill(map, { x: x - CLEARING, y: y - CLEARING, width: 2 * CLEARING + 1, height: 2 * CLEARING + 1 }, FREE);
  }
  fill(map, FIRST_ZONE, QUIET);
  return map;
}

/** A map with one quiet zone and nothing else. */
export function emptyMap() {
  const map = new GameMap(WIDTH, HEIGHT, PLAYER, GOAL);
  fill(map, FIRST_ZONE, QUIET);
  return map;
}

/**
 * @param {GameMap} map
 * @param {Area} area  what of it is outside of the map is left out
 * @param {Kind} kind
 */
function fill(map, area, kind) {
  for (let y = Math.max(0, area.y); y < Math.min(HEIGHT, area.y + area.height); y++) {
    for (let x = Math.max(0, area.x); x < Math.min(WIDTH, area.x + area.width); x++) {
      map.put({ x, y }, kind);
    }
  }
}
