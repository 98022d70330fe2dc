/**
 * The life of a task a second time, as the table "command on state" of the design has it. Commands that leave the page in the same batch
 * are given one after another, then `turn` says what the worker makes of them until nothing changes any more.
 *
 * @typedef {{ applied: boolean, paused: boolean, because?: string, heldBy: string[] }} Answer
 * @typedef {{ answer?: Answer }} Asked  without an answer as long as the pause is not in effect
 * @typedef {"echo" | "primes" | "cleaner"} Body  reads its inbox until that is closed; computes for ever; cleans up for ever
 */
export class ModelTask {
  /** @type {"new" | "active" | "cancelling" | "succeeded" | "cancelled" | "failed"} */
  life = "new";
  /** Whether the body has been entered: only then there is something to unwind. */
  begun = false;
  /** Whether the holds are in effect. */
  still = false;
  /** Whether no more messages are taken. */
  closed = false;
  isCancelled = false;
  /** Whether the page has been told of the end. */
  isOver = false;
  /** @type {Set<string>} */
  holds;
  /** Pauses that are not in effect yet. @type {Asked[]} */
  waiting = [];

  /** @param {Body} body @param {boolean} paused */
  constructor(body, paused) {
    this.body = body;
    this.holds = new Set(paused ? ["default"] : []);
  }

  get state() {
    if (this.life !== "new" && this.life !== "active") {
      return this.life;
    }
    const inEffect = this.life === "new" || this.still;
    return this.holds.size > 0 ? (inEffect ? "paused" : "pausing") : this.life === "new" ? "new" : "running";
  }

  /** @param {string} hold @returns {Asked} */
  pause(hold) {
    if (this.isCancelled || this.isOver) {
      return this.#tooLate();
    }
    this.holds.add(hold);
    const asked = {};
    this.waiting.push(asked);
    if (this.state === "paused") {
      this.#settle(true);
    }
    return asked;
  }

  /** @param {string} hold @returns {Asked} */
  resume(hold) {
    if (this.isCancelled || this.isOver) {
      return this.#tooLate();
    }
    const applied = this.holds.delete(hold);
    if (applied && this.holds.size === 0) {
      this.life = "active";
      this.still = false;
      this.#settle(false, "resumed");
    }
    return { answer: { applied, paused: this.state === "paused", heldBy: [...this.holds] } };
  }

  /** @returns {boolean} whether it is this one that cancels */
  cancel() {
    if (this.isCancelled || this.isOver) {
      return false;
    }
    this.isCancelled = this.closed = true;
    this.holds.clear();
    this.#settle(false, "cancelled");
    this.life = this.begun ? "cancelling" : "cancelled";
    return true;
  }

  closeInput() {
    this.closed = true;
  }

  /** Its worker is gone. */
  lose() {
    if (!this.isOver) {
      this.holds.clear();
      this.#settle(false, "ended", false);
      this.life = "failed";
      this.isOver = this.closed = true;
    }
  }

  /** The worker has had its turns. */
  turn() {
    if (this.life === "new" || this.life === "active") {
      if (this.holds.size > 0) {
        this.still = this.life === "active";
        this.#settle(true);
      } else {
        this.life = this.body === "echo" && this.closed ? "succeeded" : "active";
        this.begun = true;
      }
    }
    if (this.life === "cancelling" && this.body !== "cleaner") {
      this.life = "cancelled";
    }
    this.isOver = ["succeeded", "cancelled", "failed"].includes(this.life);
  }

  /** @returns {Asked} */
  #tooLate() {
    const because = this.isOver ? "ended" : "cancelled";
    return { answer: { applied: false, paused: false, because, heldBy: [] } };
  }

  /** @param {boolean} paused @param {string} [because] @param {boolean} [applied] */
  #settle(paused, because, applied = true) {
    for (const asked of this.waiting.splice(0)) {
      asked.answer = { applied, paused, ...(because && { because }), heldBy: [...this.holds] };
    }
  }
}
