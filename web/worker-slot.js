import { connect } from "./connection.js";
import { HOLDER_CLOSED, label, ProtocolError, StartError, WorkerLostError } from "./errors.js";
import { losses } from "./losses.js";
import { waitTwiceIfLate } from "./patience.js";
import { deliver, end, mayRestart, restart, spawnMessage } from "./task.js";

/** @import { Connection, MakeError } from "./connection.js" */
/** @import { TaskError } from "./errors.js" */
/** @import { OpenSettings } from "./options.js" */
/** @import { Fault, Log, ToTask } from "./protocol.js" */
/** @import { Task } from "./task.js" */
/** @import { TaskLink } from "./task-life.js" */

/**
 * What a slot needs of its holder.
 * @typedef {object} Owner
 * @property {() => number} nextEpoch  counts one more worker
 * @property {(type: string, detail: unknown) => void} tell  dispatches an event
 * @property {(slot: WorkerSlot) => void} emptied  its last task has ended
 *
 * @typedef {ReturnType<typeof workerSlot>} WorkerSlot
 */

/**
 * The place of one worker, and of the one that replaces it when it is lost: whose tasks run there, and what becomes of them.
 * A worker is made when a task needs one.
 *
 * Of a lost worker's tasks those that are restartable go first to the next one, by themselves; the others fail. A cancelled
 * task that has not ended after `killAfterMs` loses the worker on purpose. That timer ends with the worker: a late one
 * can do nothing to the next.
 *
 * @param {OpenSettings} settings
 * @param {Owner} owner
 */
export function workerSlot(settings, owner) {
  /** The live ones, oldest first. @type {Map<number, Task>} */
  let tasks = new Map();
  /** @type {Connection | undefined} undefined: the next task makes one */
  let connection;
  let epoch = 0;
  /** Whether it was ready. */
  let begun = false;
  const lost = losses();
  /** Those cancelled and not ended; each call gives up the wait. @type {Map<number, () => void>} */
  const grace = new Map();

  /**
   * @param {() => void} [ready]
   * @param {(error: TaskError) => void} [failed]
   */
  const start = (ready = () => {}, failed = () => {}) => {
    epoch = owner.nextEpoch();
    begun = false;
    connection = connect(settings, epoch, lost.delayMs(), {
      ready() {
        begun = true;
        ready();
      },
      receive,
      died(makeError) {
        const error = makeError(null);
        lost.add(error);
        drop(makeError);
        failed(error);
        owner.tell("fault", error);
      },
      silent: (type, silentMs) => owner.tell(type, { epoch, silentMs, tasks: suspects() }),
    });
    return connection;
  };

  /** Who may have code running. */
  const suspects = () => [...tasks.values()].filter(({ state }) => state !== "paused");

  const open = () => connection ?? start();

  /**
   * Lets go of the worker, and only then of its tasks: a listener of theirs may spawn anew.
   * @param {MakeError} makeError
   * @param {(task: Task) => boolean} [isDoomed]  whether it must not be started again
   */
  const drop = (makeError, isDoomed = () => false) => {
    const all = [...tasks.values()];
    const error = makeError(null);
    const wasReady = begun;
    tasks = new Map();
    for (const stop of grace.values()) {
      stop();
    }
    grace.clear();
    connection?.close();
    connection = undefined;
    const kept = all.filter((task) => mayRestart(task) && !isDoomed(task));
    const verdict = lost.verdict();
    const goOn = verdict ? [] : kept;
    // Before anybody hears of it: they go first.
    const told = goOn.map((task) => {
      tasks.set(task.id, task);
      return restart(task, makeError(task));
    });
    for (const task of all) {
      if (!goOn.includes(task)) {
        end(task, verdict && kept.includes(task) ? new StartError(verdict.message, task, error) : makeError(task));
      }
    }
    if (wasReady) {
      for (const tell of told) {
        tell();
      }
    }
  };

  /**
   * @param {Task} task  one that has not ended
   * @param {string} why
   * @param {string} others  why they lose their worker
   */
  const terminate = (task, why, others) =>
    drop(
      (it) => new WorkerLostError(it === task ? why : others, it, it === task),
      (it) => it === task,
    );

  /** @param {Task} task  one that was told to end */
  const giveGrace = (task) => {
    const { killAfterMs } = settings;
    grace.set(
      task.id,
      waitTwiceIfLate(killAfterMs, () => {
        if (connection?.isOpen()) {
          const why = `${label(task)} had not ended ${killAfterMs} ms after its cancel: its worker was terminated`;
          terminate(task, why, why);
          owner.tell("fault", new WorkerLostError(why, task, true));
        } else {
          giveGrace(task); // it has not been told yet
        }
      }),
    );
  };

  /** What tasks may do to their worker. @type {TaskLink} */
  const link = {
    post(message, buffers) {
      const task = tasks.get(/** @type {any} */ (message).task);
      if (task) {
        open().post(message, buffers);
        if (message.type === "cancel") {
          giveGrace(task);
        }
      }
    },
    ended(task) {
      grace.get(task.id)?.();
      grace.delete(task.id);
      tasks.delete(task.id);
      if (!tasks.size) {
        owner.emptied(slot);
      }
    },
    // Not if the task has ended, or is about to because its worker is gone.
    terminate(task) {
      if (tasks.has(task.id)) {
        terminate(task, "the worker was terminated", "the worker was terminated");
      }
    },
  };

  /** @param {ToTask | Log | Fault} message */
  const receive = (message) => {
    const task = tasks.get(/** @type {number} */ (message.task));
    if (message.type === "fault") {
      const { message: text, field, fatal } = message;
      const error = new ProtocolError(text, task, field);
      // The task cannot be trusted to have an outcome any more; nor can one whose spawn the worker could not read.
      if (task && (fatal || field?.startsWith("spawn."))) {
        void task.cancel(text);
        end(task, error);
      }
      owner.tell("fault", error);
    } else if (message.type === "log") {
      const { type, ...line } = message;
      owner.tell(type, { ...line, name: task?.name ?? null });
    } else if (task) {
      deliver(task, message);
    }
  };

  const slot = {
    link,
    start,
    tasks: () => tasks,

    /** Whether no worker is started any more. */
    hasGivenUp: () => Boolean(lost.verdict()),

    /** Starts workers again. */
    forgive: lost.forget,

    /**
     * @param {Task} task  a new one
     * @param {TaskLink} way  its own, if it has one
     */
    add(task, way) {
      tasks.set(task.id, task);
      const verdict = lost.verdict();
      if (verdict) {
        end(task, new StartError(verdict.message, task, verdict.last));
      } else {
        const { message, buffers } = spawnMessage(task);
        open();
        way.post(message, buffers);
        way.open?.(task);
      }
    },

    /** Terminates the worker, and what has not ended. */
    close: () =>
      drop(
        (task) => new WorkerLostError(HOLDER_CLOSED, task, true),
        () => true,
      ),
  };
  return slot;
}
