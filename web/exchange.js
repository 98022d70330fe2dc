import { childTree } from "./child-tree.js";
import { pageFunctions } from "./page-functions.js";
import { requests } from "./requests.js";

/** @import { TaskError, TaskRef } from "./errors.js" */
/** @import { PageFunction } from "./page-functions.js" */
/** @import { Abandon, Call, Children, Post, Reply } from "./protocol.js" */

/**
 * What a task and its page have with each other beside its life, its messages and its outputs: requests of the page,
 * calls of the task, and what is told of its children.
 * @param {TaskRef} task
 * @param {Record<string, PageFunction>} functions
 * @param {Post} post
 * @param {() => void} childrenChanged
 */
export function exchange(task, functions, post, childrenChanged) {
  const { request, reply, restart: restartRequests, end: endRequests } = requests(task);
  const { call, abandon } = pageFunctions(task, functions, post);
  let children = childTree();

  return {
    request,
    children: () => children.list(),

    /** @param {Children | Reply | Call | Abandon} message */
    deliver(message) {
      if (message.type === "children") {
        children.change(message.children);
        childrenChanged();
      } else if (message.type === "reply") {
        reply(message);
      } else if (message.type === "call") {
        void call(message);
      } else {
        abandon(message);
      }
    },

    /**
     * The task goes on in a new worker: what the lost one had asked and told counts no more.
     * @param {Set<number>} kept  the requests that it did not have yet
     * @param {TaskError} error  what the others reject with
     * @returns {() => void} tells those that listen
     */
    restart(kept, error) {
      restartRequests(kept, error);
      return () => {
        abandon({});
        if (children.list()[0]) {
          children = childTree();
          childrenChanged();
        }
      };
    },

    /** The task has ended. */
    end() {
      endRequests();
      abandon({});
      children = childTree();
    },
  };
}
