/** @import { Child, State } from "./protocol.js" */
import { hasEnded } from "./task-life.js";

/**
 * A descendant of a task, as the worker last told: a copy that does not change.
 * @typedef {{ id: number, name: string, state: State, children: ChildSnapshot[] }} ChildSnapshot  id: unique within the task
 */

/** The children of one task and theirs. */
export function childTree() {
  /** Those that live; parents stand before their children. @type {Map<number, Child>} */
  const living = new Map();

  return {
    /** @param {Child[]} news */
    change(news) {
      for (const it of news) {
        if (hasEnded(it.state)) {
          living.delete(it.child);
        } else {
          living.set(it.child, it);
        }
      }
    },

    /** @returns {ChildSnapshot[]} oldest first */
    list() {
      /** The children of each, the task itself being 0. @type {Map<number, ChildSnapshot[]>} */
      const lists = new Map([[0, []]]);
      for (const { child: id, parent, name, state } of living.values()) {
        /** @type {ChildSnapshot[]} */
        const children = [];
        lists.set(id, children);
        lists.get(parent)?.push({ id, name, state, children });
      }
      return lists.get(0) ?? [];
    },
  };
}
