/** What a cell can be. One can walk on all but walls; in a quiet zone there is nothing to do, so nothing is searched. */
export const FREE = 0;
export const WALL = 1;
export const QUIET = 2;

/** @typedef {typeof FREE | typeof WALL | typeof QUIET} Kind */
/** @typedef {{ x: number, y: number }} Cell */

/** The map of the game: what each cell is, where the player stands and where the goal is. Neither is ever in a wall. */
export class GameMap {
  /** Counts the changes after which an earlier search answers another question: of walls, and of the goal. */
  version = 0;
  /** @type {Cell} */
  #player;
  /** @type {Cell} */
  #goal;
  #kinds;

  /**
   * An open map.
   * @param {number} width
   * @param {number} height
   * @param {Cell} player
   * @param {Cell} goal
   */
  constructor(width, height, player, goal) {
    this.width = width;
    this.height = height;
    this.#kinds = new Uint8Array(width * height);
    this.#player = player;
    this.#goal = goal;
  }

  get player() {
    return this.#player;
  }

  get goal() {
    return this.#goal;
  }

  /** Whether the player stands where nothing can be done. */
  get isQuiet() {
    return this.at(this.#player) === QUIET;
  }

  /** For the task: a byte each cell, row by row, 0 where one can walk. */
  get walls() {
    return this.#kinds.map((kind) => (kind === WALL ? 1 : 0));
  }

  /** @param {Cell} cell */
  contains({ x, y }) {
    return x >= 0 && y >= 0 && x < this.width && y < this.height;
  }

  /** @param {Cell} cell  on the map */
  at({ x, y }) {
    return /** @type {Kind} */ (this.#kinds[y * this.width + x]);
  }

  /**
   * Makes a cell something else, unless it would wall in the player or the goal.
   * @param {Cell} cell  on the map
   * @param {Kind} kind
   * @returns {boolean} whether it did
   */
  put(cell, kind) {
    const before = this.at(cell);
    const isTaken = same(cell, this.#player) || same(cell, this.#goal);
    if (before === kind || (kind === WALL && isTaken)) {
      return false;
    }
    this.#kinds[cell.y * this.width + cell.x] = kind;
    this.version += before === WALL || kind === WALL ? 1 : 0;
    return true;
  }

  /** Moves the player, unless there is a wall or no map. @param {Cell} cell */
  movePlayer(cell) {
    if (this.#isWalkable(cell)) {
      this.#player = cell;
    }
  }

  /** Moves the goal, unless there is a wall or no map. @param {Cell} cell */
  moveGoal(cell) {
    if (this.#isWalkable(cell) && !same(cell, this.#goal)) {
      this.#goal = cell;
      this.version++;
    }
  }

  /** @param {Cell} cell */
  #isWalkable(cell) {
    return this.contains(cell) && this.at(cell) !== WALL;
  }
}

/** @param {Cell} a @param {Cell} b */
export const same = (a, b) => a.x === b.x && a.y === b.y;
