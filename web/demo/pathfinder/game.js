import { MapView } from "./map-view.js";
import { BRUSH_REACH, isBrush, TOOLS } from "./tools.js";

/** @import { Cell, GameMap } from "./game-map.js" */
/** @import { SearchAhead } from "./search-ahead.js" */
/** @import { StatusLine } from "./status-line.js" */

/**
 * The game on the page: turns what the visitor does into changes of the map, and answers to all changes of a frame at once.
 * It is the one thing that the frame loop renders here.
 */
export class Game {
  /** @type {SearchAhead | null} null until there is a worker */
  search = null;
  /** @type {keyof typeof TOOLS} */
  #tool = "player";
  /** @type {Cell} where the keyboard points at when it does not move the player */
  #cursor;
  #view;
  #canvas;
  #map;
  #status;
  #touch;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {GameMap} map
   * @param {StatusLine} status
   * @param {() => void} touch  called when there is something to render
   */
  constructor(canvas, map, status, touch) {
    this.#canvas = canvas;
    this.#map = map;
    this.#cursor = map.player;
    this.#view = new MapView(canvas, map);
    this.#status = status;
    this.#touch = touch;
    new ResizeObserver(() => this.#change(() => this.#view.resize())).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.#change(() => this.#view.recolour());
    });
    for (const type of ["focus", "blur"]) {
      canvas.addEventListener(type, touch);
    }
  }

  /** What a search tells, for the view. @type {import("./search-ahead.js").SearchListener} */
  get listener() {
    return {
      begun: () => this.#view.forgetSearch(),
      explored: (frontier) => this.#view.paintExplored(frontier),
      changed: this.#touch,
    };
  }

  /** @param {GameMap} map  of the same size */
  play(map) {
    this.#change(() => {
      this.#map = map;
      this.#cursor = map.player;
      this.#view.show(map);
    });
  }

  /** @param {string} tool  a key of TOOLS */
  take(tool) {
    this.#change(() => {
      this.#tool = tool;
    });
  }

  /** Uses the tool. @param {Cell} cell */
  use(cell) {
    this.#change(() => {
      this.#cursor = cell;
      for (const changed of TOOLS[this.#tool]?.(this.#map, cell) ?? []) {
        this.#view.repaint(changed);
      }
    });
  }

  useAtCursor() {
    if (this.#tool !== "player") {
      this.use(this.#cursor);
    }
  }

  /**
   * An arrow key: moves the player, or points elsewhere.
   * @param {Cell} step
   * @param {boolean} isDrawing
   */
  move(step, isDrawing) {
    const start = this.#tool === "player" ? this.#map.player : this.#cursor;
    const cell = { x: start.x + step.x, y: start.y + step.y };
    if (!this.#map.contains(cell)) {
      return;
    }
    this.#change(() => {
      this.#cursor = cell;
    });
    if (this.#tool === "player" || isDrawing) {
      this.use(cell);
    }
  }

  /** For the frame loop: lets the search follow, and draws. */
  render() {
    const { search } = this;
    if (search) {
      search.follow(this.#map);
      this.#view.path = search.found?.found ? search.found.path : null;
      this.#status.show(search);
    }
    this.#view.cursor = this.#isCursorShown()
      ? { centre: this.#cursor, reach: isBrush(this.#tool) ? BRUSH_REACH : 0 }
      : null;
    this.#view.draw();
    this.#canvas.dataset.player = inWords(this.#map.player);
    this.#canvas.dataset.goal = inWords(this.#map.goal);
  }

  #isCursorShown() {
    return this.#tool !== "player" && this.#canvas.matches(":focus-visible");
  }

  /** @param {() => void} act */
  #change(act) {
    act();
    this.#touch();
  }
}

/** @param {Cell} cell */
const inWords = ({ x, y }) => `${x},${y}`;
