/**
 * The demo's feed: an infinite list whose pages a task fetches in the worker, no sooner than the reader needs them.
 *
 * What tests may rely on (everything else may change):
 *
 *   #feed[data-key]         the key under which the server logs this page's requests
 *   #feed-form              select[name=feed], [name=delay] in ms, select[name=fail]
 *   #feed-box               the scroll box
 *   #feed-list[aria-busy]   true while a page is being loaded; in it [data-item="harbour-0"], in order
 *   #feed-end[data-state="idle | loading | error | no-server | turned-back | lost | end"]   the row below them, with
 *                           [data-field="text"], button[data-action="retry"] (hidden when there is nothing to retry)
 *   #feed [data-field="state"]                                     the task's state, or "none"
 *   #feed [data-field="started | finished | failed | aborted"]     what the server saw
 */
import { find, setText } from "../dom.js";
import { FeedEnd } from "./feed-end.js";
import { FeedList } from "./feed-list.js";
import { FeedRun } from "./feed-run.js";
import { FeedTraffic } from "./feed-traffic.js";

/** @import { TaskHolder } from "../../index.js" */

/** How often each page fails before it succeeds, when errors are switched on. */
const FAILURES_PER_PAGE = 2;
/** Who scrolls up further than that, a row, has turned back. */
const TURN_PX = 64;

export class FeedSection {
  #key = Math.random().toString(36).slice(2);
  #section = find(document, "#feed", HTMLElement);
  #form = find(document, "#feed-form", HTMLFormElement);
  #state = find(this.#section, '[data-field="state"]', HTMLElement);
  #list = new FeedList(find(document, "#feed-box", HTMLElement));
  #end = new FeedEnd(() => this.#retry());
  #traffic = new FeedTraffic(this.#section, this.#key);
  /** @type {FeedRun | null} */
  #run = null;
  #inView = false;
  /** Whether there is nothing more to read, or no use in trying by ourselves. */
  #over = false;
  /** Until the reader scrolls down again or chooses otherwise. */
  #turnedBack = false;
  /** What the list shows; not what the form says while that is not valid. */
  #chosen = new FormData(this.#form);
  #holder;

  /** @param {() => TaskHolder | null} holder  null while there is none */
  constructor(holder) {
    this.#holder = holder;
    this.#section.dataset.key = this.#key;
    this.#list.onScroll({ down: () => this.#scrolledDown(), up: (back) => this.#scrolledUp(back) });
    this.#list.onResize(() => this.#resized());
    this.#form.addEventListener("change", () => {
      if (this.#form.reportValidity()) {
        this.#change();
      }
    });
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    new IntersectionObserver((entries) => this.#viewed(Boolean(entries.at(-1)?.isIntersecting))).observe(
      this.#list.box,
    );
  }

  /** Reads on, if the list is in view and its end near: to be called when there is a holder. */
  go() {
    const holder = this.#holder();
    const isWanted = this.#inView && !this.#turnedBack && !this.#over;
    if (!holder || this.#run || !isWanted || !this.#list.isNearEnd()) {
      return;
    }
    const run = new FeedRun(holder, this.#url(), this.#list, {
      changed: () => this.#show(run),
      ended: (error) => this.#ended(run, error),
    });
    this.#run = run;
    this.#show(run);
  }

  /** @param {boolean} inView */
  #viewed(inView) {
    this.#inView = inView;
    this.#run?.hold(!inView);
    this.go();
  }

  #scrolledDown() {
    this.#turnedBack = false;
    this.#readOn();
  }

  /** @param {number} back */
  #scrolledUp(back) {
    // After an error there is no request to abort until the next attempt.
    if (back > TURN_PX && this.#run?.isLoading && !this.#run.error) {
      this.#leave("the reader turned back");
      this.#turnedBack = true;
      this.#end.show("turned-back");
    } else {
      this.#readOn();
    }
  }

  #resized() {
    if (this.#turnedBack && this.#list.isAtEnd()) {
      this.#turnedBack = false; // there is nowhere to scroll down to
    }
    this.#readOn();
  }

  #readOn() {
    if (this.#list.isNearEnd()) {
      this.#run?.readOn();
      this.go();
    }
  }

  #change() {
    const before = this.#chosen.get("feed");
    this.#chosen = new FormData(this.#form);
    this.#leave("the reader chose otherwise");
    this.#over = false;
    this.#turnedBack = false;
    if (this.#chosen.get("feed") !== before) {
      this.#list.clear();
    }
    this.#end.show("idle");
    this.go();
  }

  #retry() {
    if (this.#run) {
      this.#run.retry();
      this.#show(this.#run);
    } else {
      this.#over = false;
      this.go();
    }
  }

  /** Cancels the task, which aborts its request. @param {string} reason */
  #leave(reason) {
    const run = this.#run;
    this.#run = null;
    void run?.leave(reason).then(() => this.#traffic.refresh());
    this.#show(null);
  }

  /**
   * @param {FeedRun} run
   * @param {unknown} error  undefined if the feed is at its end
   */
  #ended(run, error) {
    if (this.#run === run) {
      this.#run = null;
      this.#over = true;
      this.#show(null);
      if (run.error) {
        this.#end.showError(run.error); // which ended it
      } else if (error) {
        this.#end.showLost(error);
      } else {
        this.#end.show("end", `That is all: ${this.#list.count} items.`);
      }
    }
  }

  /** @param {FeedRun | null} run */
  #show(run) {
    if (this.#run === run) {
      const loading = Boolean(run?.isLoading);
      this.#list.showBusy(loading);
      if (run?.error) {
        this.#end.showError(run.error);
      } else if (run) {
        this.#end.show(loading ? "loading" : "idle");
      }
      setText(this.#state, run?.state ?? "none");
      this.#traffic.refresh();
    }
  }

  /** Absolute: the worker would take it relative to its own script. */
  #url() {
    const chosen = this.#chosen;
    const url = new URL(`feed/${chosen.get("feed")}`, document.baseURI);
    url.searchParams.set("key", this.#key);
    url.searchParams.set("delay", String(chosen.get("delay")));
    if (chosen.get("fail")) {
      url.searchParams.set("fail", String(chosen.get("fail")));
      url.searchParams.set("times", String(FAILURES_PER_PAGE));
    }
    return url.href;
  }
}
