/** @import { Cell } from "./game-map.js" */

/** @type {Record<string, Cell>} */
const ARROWS = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * Tells what is done on the keyboard while the map has the focus.
 * @param {HTMLCanvasElement} canvas
 * @param {object} listener
 * @param {(step: Cell, isDrawing: boolean) => void} listener.move  an arrow key; with Shift it draws
 * @param {() => void} listener.use  Space or Enter
 */
export function listenToKeys(canvas, { move, use }) {
  canvas.addEventListener("keydown", (event) => {
    const step = ARROWS[event.key];
    if (event.ctrlKey || event.altKey || event.metaKey || !(step || event.key === " " || event.key === "Enter")) {
      return;
    }
    event.preventDefault();
    if (step) {
      move(step, event.shiftKey);
    } else {
      use();
    }
  });
}
