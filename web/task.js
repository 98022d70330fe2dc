import { cancelOn } from "./cancel-triggers.js";
import { commands } from "./commands.js";
import { errorOf, whenRead } from "./errors.js";
import { exchange } from "./exchange.js";
import { inputWindow } from "./input-window.js";
import { checkText } from "./options.js";
import { outputReader } from "./output-reader.js";
import { encodeReason } from "./plain-data.js";
import { respawn } from "./respawn.js";
import { believe, decide, hasEnded, tooLate } from "./task-life.js";
import { show, showHolds, showProgress, TaskView } from "./task-view.js";

/** @import { TaskError } from "./errors.js" */
/** @import { SendOptions, SpawnSettings } from "./options.js" */
/** @import { Encoded } from "./plain-data.js" */
/** @import { Plain, Post, Spawn, State, StateReport, ToTask } from "./protocol.js" */
/** @import { RestartDetail } from "./respawn.js" */
/** @import { Answer, TaskLink } from "./task-life.js" */

/** @type {(task: Task, message: ToTask) => void} hands a checked message to its task; for the holder alone */
export let deliver;
/** @type {(task: Task, error: TaskError) => void} ends it, unless it has ended, without its worker's word; for the holder */
export let end;
/** @type {(task: Task) => { message: Spawn, buffers: ArrayBuffer[] }} what starts it in its first worker */
export let spawnMessage;
/** @type {(task: Task) => boolean} whether it goes on in another worker when it loses its own */
export let mayRestart;
/** @type {(task: Task, error: TaskError) => () => void} posts what starts it in another worker; the answer tells its listeners */
export let restart;
/** @type {(task: Task) => { point: ReturnType<typeof respawn>["point"], cancel?: { reason: unknown } }} what its link has to know */
export let inside;

/**
 * One run of a Java task, driven from the page. Made by `TaskHolder.spawn`.
 *
 * Events: `statechange`, `progress` and `childrenchange`, after each change of `state`, `progress` and `children`; `restarted`
 * with a {@link RestartDetail}; `restored`, at most once and first. A late command is no error: its answer says `{ applied: false }`.
 *
 * @example
 * const task = holder.spawn("primes", { below: 1e6 });
 * task.addEventListener("progress", () => { bar.value = task.progress; });
 * await task.pause();                          // from here on nothing of it runs, until task.resume()
 * for await (const prime of task) show(prime); // leaving the loop cancels the task
 * const howMany = await task.result;
 */
export class Task extends TaskView {
  /** Its holds as the worker last told, and before that those it was spawned with. @type {string[]} */
  #holds;
  /** @type {{ reason: unknown } | undefined} the page's own cancel */
  #cancel;
  #resolve = /** @type {(value: unknown) => void} */ (/** @type {unknown} */ (undefined));
  /** @type {Promise<any>} */
  #result = new Promise((resolve) => {
    this.#resolve = resolve;
  });
  /** @type {Post} */
  #post;
  #link;
  #input;
  #output;
  #commands;
  #exchange;
  #respawn;
  #stopTriggers;

  /**
   * @param {{ id: number, name: string }} ref
   * @param {SpawnSettings} settings
   * @param {Encoded} input
   * @param {TaskLink} link
   */
  constructor(ref, settings, input, link) {
    super();
    this.#post = (type, fields, buffers) => link.post(/** @type {any} */ ({ type, task: ref.id, ...fields }), buffers);
    /** A positive integer, rising with each task of the holder. @readonly */
    this.id = ref.id;
    /** The name the Java task is registered under. @readonly */
    this.name = ref.name;
    this.#link = link;
    this.#input = inputWindow(ref, settings.inputCapacity, this.#post, settings.restartable);
    const read = (/** @type {number} */ outputs) => link.read?.(outputs);
    this.#output = outputReader(ref, settings.outputCapacity, this.#post, (reason) => this.cancel(reason), read);
    this.#commands = commands(this.#post);
    const told = () => this.dispatchEvent(new Event("childrenchange"));
    this.#exchange = exchange(ref, settings.functions, this.#post, told);
    this.#respawn = respawn(ref, settings, input);
    this.#holds = settings.paused ? ["default"] : [];
    this.#stopTriggers = cancelOn(this, settings);
    this.#result.catch(() => {}); // one that nobody asked for is not an unhandled rejection
  }

  static {
    deliver = (task, message) => task.#deliver(message);
    end = (task, error) => hasEnded(task.state) || task.#end(error);
    spawnMessage = (task) => task.#respawn.message();
    mayRestart = (task) => task.#respawn.isPossible() && !task.#cancel && task.state !== "cancelling";
    restart = (task, error) => task.#restart(error);
    inside = (task) => ({ point: task.#respawn.point, cancel: task.#cancel });
  }

  /** How many outputs wait here for the reader; at most the output capacity. */
  get buffered() {
    return this.#output.size();
  }

  /** How many messages sent are not in the task's inbox yet. */
  get sending() {
    return this.#input.size();
  }

  /** The children that the task has forked and that have not ended, oldest first: copies, each with its own children. */
  get children() {
    return this.#exchange.children();
  }

  /**
   * What the task returned, or a {@link TaskError}; always settles; ignoring it is fine. It reads no outputs: a task whose
   * outputs nobody reads stops at `outputCapacity`, and its result waits. Read them, or spawn with a large capacity.
   */
  get result() {
    return this.#result;
  }

  /**
   * The outputs as a stream, the same each time. It shares its buffer and rules with iterating.
   * @throws {TypeError} if the task is being iterated: there is one reader
   */
  get output() {
    return this.#output.stream();
  }

  /**
   * Reads the outputs, in order; the task waits while it is `outputCapacity` ahead. After those already
   * emitted comes the end, or the error of `result`. Leaving early cancels the task, without waiting for its end.
   * @throws {TypeError} if there is a reader already
   */
  [Symbol.asyncIterator]() {
    return this.#output.iterate();
  }

  /**
   * Adds a hold. Settles when the task stands still: no code runs, no output, no message taken. Never rejects: see `because`.
   * @param {string} [hold]
   * @throws {TypeError} at once if the hold is not a string
   */
  pause(hold = "default") {
    return this.#command("pause", hold);
  }

  /**
   * Takes a hold away; the task goes on when none is left. Settles when the worker has done so. Throws and never rejects as `pause`.
   * @param {string} [hold]
   */
  resume(hold = "default") {
    return this.#command("resume", hold);
  }

  /**
   * Asks the task to end, after its clean-up; works while it is paused too. The first reason stays. Never rejects.
   * @param {unknown} [reason]  any value; TaskCancelledError has it as it is, the task sees plain data or its text
   * @returns {Promise<{ applied: boolean, killed: boolean }>} when it has ended. `applied`: this call made it end `cancelled`,
   *   not `failed`. `killed`: it did not end by itself, its worker was terminated: `killAfterMs` after the cancel, or on purpose
   */
  async cancel(reason) {
    const show = decide(this.state, "cancel", this.#cancel);
    if (show) {
      this.#cancel = { reason };
      this.#post("cancel", { reason: encodeReason(reason, this) });
      this.#input.cancel();
      this.#show(show);
    }
    const [settled] = /** @type {any[]} */ (await Promise.allSettled([this.#result]));
    return { applied: Boolean(show) && this.state === "cancelled", killed: settled.reason?.code === "TERMINATED" };
  }

  /** Ends the task and its worker now, without clean-up. The worker's others fail with WORKER_LOST, or start again if `restartable`. */
  terminate() {
    this.#link.terminate(this);
  }

  /**
   * Sends a message to the task's inbox. The message is copied at once, except what is in `transfer`.
   * @param {Plain} message
   * @param {SendOptions} [options]
   * @returns {Promise<void>} resolves when the inbox has it; rejects with DataCloneError or TaskEndedError: not delivered
   */
  send(message, options) {
    return this.#input.send(message, options, 0);
  }

  /**
   * The same without waiting, for when there is room; never with capacity 0. Throws DataCloneError.
   * @param {Plain} message
   * @param {SendOptions} [options]
   * @returns {boolean} false, and nothing is sent, if there is no room or the task has ended
   */
  trySend(message, options) {
    return this.#input.trySend(message, options);
  }

  /**
   * Sends a message, like `send`, that the task answers.
   * @param {Plain} message
   * @param {SendOptions} [options]
   * @returns {Promise<any>} the reply; rejects as `send` does, with TaskFailedError if the task fails it, TaskEndedError if that ends first
   */
  request(message, options) {
    return this.#exchange.request((request) => this.#input.send(message, options, request));
  }

  /** Tells the task that no more messages come, after those already sent. */
  closeInput() {
    this.#input.close();
  }

  /**
   * @param {"pause" | "resume"} type
   * @param {string} hold
   * @returns {Promise<Answer>}
   */
  #command(type, hold) {
    checkText("hold", hold);
    const show = decide(this.state, type, this.#cancel);
    if (!show) {
      return Promise.resolve(tooLate(hasEnded(this.state) ? "ended" : "cancelled"));
    }
    const answer = this.#commands.ask(type, hold);
    this.#show(show);
    return answer;
  }

  /** @param {ToTask} message */
  #deliver(message) {
    const { type } = message;
    if (type === "state") {
      this.#report(message);
    } else if (type === "output") {
      this.#output.push(message.values, this.#respawn.point.count(message.values.length));
    } else if (type === "saved") {
      this.#respawn.point.save(message, this.#link.saved);
    } else if (type === "accepted") {
      this.#input.accepted(message);
    } else if (type === "outcome") {
      this.#end(errorOf(message, this, this.#cancel), /** @type {any} */ (message).value);
    } else if (type === "progress") {
      showProgress(this, message.value);
    } else {
      this.#exchange.deliver(message);
    }
  }

  /** @param {StateReport} message */
  #report({ state, heldBy, answer }) {
    this.#holds = heldBy;
    showHolds(this, heldBy);
    this.#commands.answer(answer, this.heldBy);
    this.#show(believe(this.state, state, this.#cancel, this.#commands.size()));
  }

  /** Who hears of it may end it. @param {TaskError} error  how the worker was lost */
  #restart(error) {
    const parts = { commands: this.#commands, input: this.#input, output: this.#output, exchange: this.#exchange };
    const { tell, ...detail } = this.#respawn.again(parts, this.#holds, this.#link, error);
    const isAnother = show(this, "new");
    const dispatch = (/** @type {Event} */ event) => hasEnded(this.state) || this.dispatchEvent(event);
    return () => {
      tell();
      isAnother && dispatch(new Event("statechange"));
      this.#link.open || dispatch(new CustomEvent("restarted", { detail }));
    };
  }

  /**
   * @param {TaskError | undefined} error  undefined if it succeeded
   * @param {Plain} [value]
   */
  #end(error, value = null) {
    this.#stopTriggers();
    this.#input.end();
    this.#exchange.end();
    this.#link.ended(this);
    showHolds(this, []);
    this.#commands.end();
    whenRead(error, () => {
      this.#output.end(error);
      this.#resolve(error ? Promise.reject(error) : value);
    });
    this.#show(!error ? "succeeded" : /^(CANCELLED|TIMEOUT)$/.test(error.code) ? "cancelled" : "failed");
  }

  /** @param {State} state */
  #show(state) {
    if (show(this, state)) {
      if (state === "cancelling") {
        this.#input.cancel();
      }
      this.dispatchEvent(new Event("statechange"));
    }
  }
}
