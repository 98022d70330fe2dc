import { CellLayer } from "./cell-layer.js";
import { FREE, QUIET, WALL } from "./game-map.js";

/** @import { Cell, GameMap, Kind } from "./game-map.js" */

/** In pixels of the page: on a phone a cell is too small to be seen. */
const SMALLEST_MARK = 5;
const SMALLEST_LINE = 2;
const COLOURS = /** @type {const} */ (["wall", "quiet", "explored", "path", "player", "goal", "paper", "cursor"]);

/** The picture of a map: what its cells are, what is explored, the path, the player and the goal. Colours are the style sheet's. */
export class MapView {
  /** @type {Int32Array | null} x, y … */
  path = null;
  /** The area that the keyboard points at, null if it moves the player. @type {{ centre: Cell, reach: number } | null} */
  cursor = null;
  #canvas;
  #context;
  #map;
  #terrain;
  #explored;
  /** @type {Record<typeof COLOURS[number], string>} */
  #colours;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {GameMap} map
   */
  constructor(canvas, map) {
    this.#canvas = canvas;
    this.#context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.#colours = readColours(canvas);
    this.#map = map;
    this.#terrain = new CellLayer(map.width, map.height);
    this.#explored = new CellLayer(map.width, map.height);
    this.show(map);
  }

  /**
   * Shows another map of the same size.
   * @param {GameMap} map
   */
  show(map) {
    this.#map = map;
    this.forgetSearch();
    this.#paintTerrain();
  }

  /** Takes on the colours of the style sheet as they are now. */
  recolour() {
    this.#colours = readColours(this.#canvas);
    this.#explored.recolour(this.#colours.explored);
    this.#paintTerrain();
  }

  /** A cell has become something else. @param {Cell} cell */
  repaint(cell) {
    /** @type {Record<Kind, string>} */
    const colours = { [FREE]: "", [WALL]: this.#colours.wall, [QUIET]: this.#colours.quiet };
    this.#terrain.paint(colours[this.#map.at(cell)], cell);
  }

  /** @param {Int32Array} frontier  x, y … */
  paintExplored(frontier) {
    this.#explored.paintAll(this.#colours.explored, frontier);
  }

  forgetSearch() {
    this.path = null;
    this.#explored.clear();
  }

  /** The canvas was given another size in the page. */
  resize() {
    const { clientWidth, clientHeight } = this.#canvas;
    this.#canvas.width = Math.round(clientWidth * devicePixelRatio);
    this.#canvas.height = Math.round(clientHeight * devicePixelRatio);
  }

  /** Draws it all: a few pictures and shapes, whatever the number of cells. */
  draw() {
    const { width, height } = this.#canvas;
    const context = this.#context;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.imageSmoothingEnabled = false;
    context.drawImage(this.#explored.image, 0, 0, width, height);
    context.drawImage(this.#terrain.image, 0, 0, width, height);
    context.setTransform(width / this.#map.width, 0, 0, height / this.#map.height, 0, 0);
    const pixel = (this.#map.width / width) * devicePixelRatio;
    this.#drawPath(Math.max(0.6, SMALLEST_LINE * pixel));
    const mark = Math.max(1.1, SMALLEST_MARK * pixel);
    this.#drawMark(this.#map.goal, mark, this.#colours.goal, true);
    this.#drawMark(this.#map.player, mark, this.#colours.player, false);
    this.#drawCursor(SMALLEST_LINE * pixel);
  }

  #paintTerrain() {
    this.#terrain.clear();
    for (let y = 0; y < this.#map.height; y++) {
      for (let x = 0; x < this.#map.width; x++) {
        if (this.#map.at({ x, y }) !== FREE) {
          this.repaint({ x, y });
        }
      }
    }
  }

  /** @param {number} lineWidth  in cells */
  #drawPath(lineWidth) {
    const { path } = this;
    if (path) {
      const context = this.#context;
      context.beginPath();
      for (let i = 0; i < path.length; i += 2) {
        context.lineTo(Number(path[i]) + 0.5, Number(path[i + 1]) + 0.5);
      }
      context.lineWidth = lineWidth;
      context.lineJoin = "round";
      context.lineCap = "round";
      context.strokeStyle = this.#colours.path;
      context.stroke();
    }
  }

  /**
   * A disc, or a ring.
   * @param {Cell} cell
   * @param {number} radius  in cells
   * @param {string} colour
   * @param {boolean} isRing
   */
  #drawMark({ x, y }, radius, colour, isRing) {
    const context = this.#context;
    context.beginPath();
    context.arc(x + 0.5, y + 0.5, radius, 0, 2 * Math.PI);
    context.fillStyle = isRing ? this.#colours.paper : colour;
    context.fill();
    context.lineWidth = radius * (isRing ? 0.6 : 0.35);
    context.strokeStyle = isRing ? colour : this.#colours.paper;
    context.stroke();
  }

  /** @param {number} lineWidth  in cells */
  #drawCursor(lineWidth) {
    if (this.cursor) {
      const { centre, reach } = this.cursor;
      const side = 2 * reach + 1;
      this.#context.lineWidth = lineWidth;
      this.#context.strokeStyle = this.#colours.cursor;
      this.#context.strokeRect(centre.x - reach, centre.y - reach, side, side);
    }
  }
}

/** @param {Element} canvas */
function readColours(canvas) {
  const style = getComputedStyle(canvas);
  return /** @type {Record<typeof COLOURS[number], string>} */ (
    Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--map-${name}`).trim()]))
  );
}
