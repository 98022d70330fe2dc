import { isEnded } from "../sensible.js";
import { same } from "./game-map.js";

/** @import { TaskHolder } from "../../task-holder.js" */
/** @import { Task } from "../../task.js" */
/** @import { Cell, GameMap } from "./game-map.js" */

/**
 * @typedef {{ found: boolean, cost: number, path: Int32Array, expanded: number }} Found  what the task returns
 *
 * @typedef {object} SearchListener
 * @property {() => void} begun  a new search: what was painted of the one before is of no use
 * @property {(frontier: Int32Array) => void} explored  cells reached, as x, y …
 * @property {() => void} changed  its state, its counter or its result; or one before it has ended
 */

/** Outputs the task may be ahead of the painting: a search that is watched goes at the pace of the watcher. */
const OUTPUT_CAPACITY = 2;

/**
 * Keeps one search running ahead of the player. The newest request wins: when the question has changed, the search under way is
 * cancelled and another spawned, and nothing of the old one is told any more. While the player is in a quiet zone the search is
 * paused as it is, wherever the player goes in there; it goes on if the player comes out where it began.
 */
export class SearchAhead {
  /** The search that counts. @type {Task | null} */
  task = null;
  /** Cells expanded by it. */
  expanded = 0;
  /** What it has found. @type {Found | null} */
  found = null;
  /** Why it failed. @type {Error | null} */
  error = null;
  /** How many have been spawned. */
  begun = 0;
  #from = /** @type {Cell} */ ({ x: -1, y: -1 });
  /** @type {GameMap | null} */
  #map = null;
  #version = -1;
  #isHeld = false;
  #holder;
  #pace;
  #listener;

  /**
   * @param {TaskHolder} holder
   * @param {() => Promise<void> | undefined} pace  awaited after each output
   * @param {SearchListener} listener
   */
  constructor(holder, pace, listener) {
    this.#holder = holder;
    this.#pace = pace;
    this.#listener = listener;
  }

  /** Of the task; but it has not ended before all it put out has been told. */
  get state() {
    const state = this.task?.state ?? "new";
    return isEnded(state) && !this.found && !this.error ? "running" : state;
  }

  /** How many have not ended, as the worker knows: one that was replaced is cancelled, which takes a moment. */
  get alive() {
    return this.#holder.tasks.length;
  }

  /**
   * Answers to the map as it is now.
   * @param {GameMap} map
   */
  follow(map) {
    const isMoot = this.#map !== map || this.#version !== map.version;
    if (isMoot || !(map.isQuiet || same(this.#from, map.player))) {
      this.#begin(map);
    } else if (map.isQuiet !== this.#isHeld) {
      this.#isHeld = map.isQuiet;
      void (map.isQuiet ? this.task?.pause() : this.task?.resume());
    }
  }

  /** @param {GameMap} map */
  #begin(map) {
    void this.task?.cancel("there is a newer search");
    this.#map = map;
    this.#version = map.version;
    this.#from = map.player;
    this.#isHeld = map.isQuiet;
    this.expanded = 0;
    this.found = null;
    this.error = null;
    this.begun++;
    const { width, height, walls: cells, player, goal } = map;
    const input = { width, height, cells, from: [player.x, player.y], to: [goal.x, goal.y] };
    const task = this.#holder.spawn("pathfinder", input, { paused: this.#isHeld, outputCapacity: OUTPUT_CAPACITY });
    this.task = task;
    task.addEventListener("statechange", this.#listener.changed);
    void this.#read(task);
    this.#listener.begun();
    this.#listener.changed();
  }

  /** @param {Task} task */
  async #read(task) {
    try {
      for await (const { expanded, frontier } of task) {
        if (task !== this.task) {
          return;
        }
        this.expanded = expanded;
        this.#listener.explored(frontier);
        this.#listener.changed();
        await this.#pace();
      }
      const found = await task.result;
      this.found = task === this.task ? found : this.found;
    } catch (error) {
      // One that was cancelled is not this.task any more.
      this.error = task === this.task ? /** @type {Error} */ (error) : this.error;
    }
    this.#tell(task);
  }

  /** @param {Task} task */
  #tell(task) {
    if (task === this.task) {
      this.#listener.changed();
    }
  }
}
