/** @import { Cell } from "./game-map.js" */

/** A picture with one pixel for each cell, drawn large by whoever shows it. */
export class CellLayer {
  #context;

  /**
   * @param {number} width
   * @param {number} height
   */
  constructor(width, height) {
    this.image = new OffscreenCanvas(width, height);
    this.#context = /** @type {OffscreenCanvasRenderingContext2D} */ (this.image.getContext("2d"));
  }

  /** Makes all of it transparent. */
  clear() {
    this.#context.clearRect(0, 0, this.image.width, this.image.height);
  }

  /**
   * @param {string} colour  "" for transparent
   * @param {Cell} cell
   */
  paint(colour, { x, y }) {
    this.#context.clearRect(x, y, 1, 1);
    if (colour) {
      this.#context.fillStyle = colour;
      this.#context.fillRect(x, y, 1, 1);
    }
  }

  /**
   * @param {string} colour
   * @param {Int32Array} cells  x, y …, painted over nothing
   */
  paintAll(colour, cells) {
    this.#context.fillStyle = colour;
    for (let i = 0; i < cells.length; i += 2) {
      this.#context.fillRect(/** @type {number} */ (cells[i]), /** @type {number} */ (cells[i + 1]), 1, 1);
    }
  }

  /** Gives all that is painted another colour. @param {string} colour  opaque, as the one before */
  recolour(colour) {
    const { width, height } = this.image;
    this.#context.globalCompositeOperation = "source-in";
    this.#context.fillStyle = colour;
    this.#context.fillRect(0, 0, width, height);
    this.#context.globalCompositeOperation = "source-over";
  }
}
