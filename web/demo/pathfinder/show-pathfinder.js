import { StartError } from "../../index.js";
import { find } from "../dom.js";
import { ReadingPace } from "../reading-pace.js";
import { Game } from "./game.js";
import { emptyMap, generateMap, HEIGHT, WIDTH } from "./generate-map.js";
import { listenToKeys } from "./key-input.js";
import { listenToPointer } from "./pointer-input.js";
import { SearchAhead } from "./search-ahead.js";
import { StatusLine } from "./status-line.js";

/** @import { TaskHolder } from "../../task-holder.js" */
/** @import { FrameLoop } from "../frame-loop.js" */

const FIRST_SEED = 1;

/**
 * Puts the section "Pathfinder" together. Its searches run in a worker of their own, started when the section comes into
 * view. If it cannot be started, it is tried again when the section comes into view again.
 *
 * What tests may rely on:
 *
 *   #pathfinder[data-state]       the state of the search; no attribute before the first
 *              [data-alive="1"]   searches that have not ended, those included that another has replaced
 *     canvas[data-seed="1"]       of generateMap, no attribute for an empty map; [data-player="8,60"] [data-goal="191,60"]
 *     [name=tool]                 radio buttons: player, goal, wall, quiet, erase
 *     [name=slow]                 paints one output a frame
 *     button[data-action="new-map | empty-map"]
 *     [data-field="…"]            state, expanded ("1,024"), cost ("201.43" or "–"), searches, message
 *
 * @param {FrameLoop} loop
 * @param {() => Promise<TaskHolder>} openHolder
 * @returns {() => Promise<void>} tries now to start the worker, if the section is in view and there is none; never rejects
 */
export function showPathfinder(loop, openHolder) {
  const section = find(document, "#pathfinder", HTMLElement);
  const canvas = find(section, "canvas", HTMLCanvasElement);
  const slow = find(section, "[name=slow]", HTMLInputElement);
  const status = new StatusLine(section);
  const pace = new ReadingPace(loop);
  const game = new Game(canvas, generateMap(FIRST_SEED), status, () => loop.touch(game));
  let seed = FIRST_SEED;
  canvas.dataset.seed = String(seed);

  listenToPointer(canvas, { width: WIDTH, height: HEIGHT }, (cell) => game.use(cell));
  listenToKeys(canvas, { move: (step, isDrawing) => game.move(step, isDrawing), use: () => game.useAtCursor() });
  section.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === "tool") {
      game.take(target.value);
    }
  });
  onPress("new-map", () => {
    canvas.dataset.seed = String(++seed);
    game.play(generateMap(seed));
  });
  onPress("empty-map", () => {
    delete canvas.dataset.seed;
    game.play(emptyMap());
  });
  let isInView = false;
  let isStarting = false;
  const observer = new IntersectionObserver((entries) => {
    isInView = entries.at(-1)?.isIntersecting === true;
    void start();
  });
  observer.observe(section);
  return start;

  async function start() {
    if (!isInView || isStarting || game.search) {
      return;
    }
    isStarting = true;
    status.say("Starting the worker…");
    try {
      const holder = await openHolder();
      observer.disconnect();
      game.search = new SearchAhead(holder, () => (slow.checked ? loop.nextFrame() : pace.spend()), game.listener);
      loop.touch(game);
    } catch (error) {
      status.say(`The worker could not be started. ${error instanceof StartError ? error.hint : error}`);
    }
    isStarting = false;
  }

  /**
   * @param {string} action
   * @param {() => void} act
   */
  function onPress(action, act) {
    find(section, `[data-action="${action}"]`, HTMLButtonElement).addEventListener("click", act);
  }
}
