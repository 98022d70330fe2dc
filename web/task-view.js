import { stopwatch } from "./stopwatch.js";

/** @import { State } from "./protocol.js" */
/** @import { ResumePoint } from "./resume-point.js" */

/** @type {(view: TaskView, state: State) => boolean} shows a state; whether it is another. The event is left to the caller */
export let show;
/** @type {(view: TaskView, heldBy: string[]) => void} */
export let showHolds;
/** @type {(view: TaskView, progress: number) => void} */
export let showProgress;
/** @type {(view: TaskView, point: ResumePoint) => void} */
export let showRestored;

/** What can be seen of a task as it goes. */
export class TaskView extends EventTarget {
  /** @type {State} */
  #state = "new";
  /** @type {string[]} */
  #heldBy = [];
  /** @type {number | null} */
  #progress = null;
  /** @type {ResumePoint | null} */
  #restored = null;
  #stopwatch = stopwatch();

  static {
    show = (view, state) => {
      const isAnother = state !== view.#state;
      if (isAnother) {
        view.#stopwatch.leave(view.#state);
        view.#state = state;
      }
      return isAnother;
    };
    showHolds = (view, heldBy) => {
      view.#heldBy = heldBy;
    };
    showProgress = (view, progress) => {
      view.#progress = progress;
      view.dispatchEvent(new Event("progress"));
    };
    showRestored = (view, point) => {
      view.#restored = structuredClone(point);
      view.dispatchEvent(new Event("restored"));
    };
  }

  /**
   * `new | running | pausing | paused | cancelling | succeeded | failed | cancelled`.
   * `pausing` and `cancelling` are shown as soon as they are asked for.
   */
  get state() {
    return this.#state;
  }

  /** The holds that keep it paused, as the worker last told; empty when there are none. */
  get heldBy() {
    return [...this.#heldBy];
  }

  /** From 0 to 1; null until the task tells. */
  get progress() {
    return this.#progress;
  }

  /**
   * The point from which a durable task goes on that an earlier page left: the event `restored` tells when it is known, before any
   * output. Null for a task that begins at the beginning, and for one without `durable`.
   *
   * The first output here is number `restored.outputs`, or 0. The earlier page's reader had done with all before that, and may
   * have had some after it, which come again: who keeps outputs forgets those from this number on.
   */
  get restored() {
    return this.#restored;
  }

  /** Milliseconds since `spawn`, by the page's clock; stands still after the end. */
  get elapsedMs() {
    return this.#stopwatch.elapsedMs(this.#state);
  }

  /** Milliseconds in the state `running`, by the page's clock. */
  get activeMs() {
    return this.#stopwatch.activeMs(this.#state);
  }
}
