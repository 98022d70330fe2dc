/** @import { Cell } from "./game-map.js" */

/**
 * Tells which cells the mouse, a pen or a finger goes over while it is down: without gaps, however fast it moves.
 * @param {HTMLCanvasElement} canvas
 * @param {{ width: number, height: number }} size  in cells
 * @param {(cell: Cell) => void} over
 */
export function listenToPointer(canvas, size, over) {
  /** @type {Cell | null} */
  let last = null;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.isPrimary && event.button === 0) {
      canvas.setPointerCapture(event.pointerId);
      last = cellAt(event);
      over(last);
    }
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.isPrimary && last) {
      const cell = cellAt(event);
      for (const passed of between(last, cell)) {
        over(passed);
      }
      last = cell;
    }
  });
  for (const type of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(type, () => {
      last = null;
    });
  }

  /** @param {PointerEvent} event */
  function cellAt({ offsetX, offsetY }) {
    return {
      x: within(Math.floor((offsetX / canvas.clientWidth) * size.width), size.width),
      y: within(Math.floor((offsetY / canvas.clientHeight) * size.height), size.height),
    };
  }
}

/** A captured pointer may be beyond the edge. @param {number} at @param {number} limit */
const within = (at, limit) => Math.min(limit - 1, Math.max(0, at));

/**
 * The cells on the straight line from one to another, without the first.
 * @param {Cell} from
 * @param {Cell} to
 */
function between(from, to) {
  const steps = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y));
  return Array.from({ length: steps }, (_, i) => ({
    x: Math.round(from.x + ((to.x - from.x) * (i + 1)) / steps),
    y: Math.round(from.y + ((to.y - from.y) * (i + 1)) / steps),
  }));
}
