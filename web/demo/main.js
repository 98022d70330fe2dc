/**
 * The demo page: puts its parts together.
 *
 * What tests may rely on (everything else may change):
 *
 *   #worker-status[data-status="starting | ready | failed"]
 *   #start-error            visible when the worker could not be started; in it [data-field="code"], [data-field="hint"],
 *                           button[data-action="retry"]: starts the first worker at once, a later one with the next task.
 *                           `?module=<URL of the same origin>` loads another module.
 *   #start-form             select[name=task]; the inputs of the selected task by their names ([name=periodMillis] …);
 *                           [name=times] 1…1000; [name=paused], [name=restartable], [name=isolated]; #start submits; #form-error
 *   #pause-all #resume-all #cancel-all #remove-ended          #summary: "2 running · 1 paused"
 *   #tasks [data-task-id="1"][data-state="running"]           one card, the newest first. In it:
 *     [data-field="…"]      name (ticker#1), state, held-by ("held by default, all" or empty), progress (aria-valuenow 0…100),
 *                           percent, output (the latest 4, a line each), count (of outputs, with those of earlier pages if it went on
 *                           from there), elapsed, active ("1.5 s");
 *                           notice ("its worker has not answered for 2.0 s", "started again, from output 12 on" or empty);
 *                           after its end result, or error-code, error-message, error-class, error-cause, error-stack
 *     button[data-action="pause | resume | cancel | remove"]  remove is hidden before the end
 *     form[data-form="message"] with [name=message], button[data-action="send | close-input"], if it reads an inbox
 *   stream, primes and mandelbrot go on when the page is reloaded: a log line "goes on after its first 120 outputs"; and when their
 *   worker is lost, as if they were started as restartable
 *   #log > [data-level]     with [data-field="time | level | from | text"]
 *   #smoothness [data-field="gap"]                            "17 ms", the longest frame gap of the last 5 s
 *   #pathfinder             see pathfinder/show-pathfinder.js
 *   #feed …                 see feed/feed-section.js
 *   #bench …                see benchmark-section.js
 *   #live                   the polite live region: "ticker#1 paused." or "1000 tasks paused."
 *
 * A button that makes no sense now has aria-disabled="true", not disabled, so that the focus stays on it. Cards are drawn
 * at most once a frame, the cards of many new tasks a few each frame: wait for what you look for.
 */
import { StartError, TaskHolder } from "../index.js";
import { Announcer } from "./announcer.js";
import { showBenchmarkSection } from "./benchmark-section.js";
import { obeyCardButtons } from "./card-commands.js";
import { CardList } from "./card-list.js";
import { CATALOG } from "./catalog.js";
import { find, setText } from "./dom.js";
import { DurableTasks } from "./durable-tasks.js";
import { FeedSection } from "./feed/feed-section.js";
import { FrameLoop } from "./frame-loop.js";
import { LogPane } from "./log-pane.js";
import { showPathfinder } from "./pathfinder/show-pathfinder.js";
import { ReadingPace } from "./reading-pace.js";
import { showSmoothness } from "./smoothness.js";
import { spread } from "./spread.js";
import { StartErrorNotice } from "./start-error.js";
import { StartForm } from "./start-form.js";
import { showSupervision } from "./supervision.js";
import { Toolbar } from "./toolbar.js";

/** @import { OpenOptions } from "../options.js" */
/** @import { StartRequest } from "./start-form.js" */

/** @type {TaskHolder | null} */
let holder = null;

const loop = new FrameLoop();
const log = new LogPane(loop);
const announcer = new Announcer(find(document, "#live", HTMLElement));
const cards = new CardList(loop, new ReadingPace(loop), (record) => {
  if (record) {
    announcer.changed(record);
  }
  loop.touch(toolbar);
});
const toolbar = new Toolbar(cards, loop);
const notice = new StartErrorNotice(open);
const form = new StartForm(start);
const feed = new FeedSection(() => holder);
const durable = new DurableTasks();

obeyCardButtons(find(document, "#tasks", HTMLElement), cards, log);
showSmoothness(loop);
showBenchmarkSection();
const startPathfinder = showPathfinder(loop, () => TaskHolder.open(openOptions()));
// On a phone the tasks come first.
find(document, "#log-pane", HTMLDetailsElement).open = matchMedia("(min-width: 60rem)").matches;
loop.start();
void open();

/** Opens the holder, once: its task ids are the page's. A holder that lost its worker starts another at the next spawn. */
async function open() {
  notice.hide();
  if (holder) {
    holder.restart();
    ready();
    return;
  }
  showStatus("starting", "Starting the worker…");
  try {
    holder = await TaskHolder.open(openOptions());
  } catch (error) {
    fail(error);
    return;
  }
  holder.addEventListener("spawn", (event) => {
    const { detail: task } = /** @type {CustomEvent} */ (event);
    // A task of a section of its own is shown and read there.
    if (Object.hasOwn(CATALOG, task.name)) {
      cards.add(task);
      task.addEventListener("restored", () => {
        log.add("info", `goes on after its first ${task.restored.outputs} outputs`, `${task.name}#${task.id}`);
      });
    }
  });
  showSupervision(holder, cards, log);
  holder.addEventListener("log", (event) => {
    const { task, name, level, text } = /** @type {CustomEvent} */ (event).detail;
    log.add(level, text, task === null ? undefined : `${name ?? "task"}#${task}`);
  });
  holder.addEventListener("fault", (event) => {
    const error = /** @type {CustomEvent} */ (event).detail;
    log.add("error", `${error.code}: ${error.message}`, "holder");
    if (error instanceof StartError) {
      fail(error);
    }
  });
  durable.goOn(holder);
  ready();
}

/** There may be no worker yet: the next task starts it then. */
function ready() {
  form.enable(true);
  showStatus("ready", "Ready");
  feed.go();
  void startPathfinder();
}

/** @param {StartRequest} request */
function start({ name, input, times, options }) {
  return spread(loop, Array(times).keys(), () => holder && durable.spawn(holder, name, input, options, times));
}

/** @returns {OpenOptions} */
function openOptions() {
  const asked = new URLSearchParams(location.search).get("module");
  const module = asked && new URL(asked, location.href);
  return module && module.origin === location.origin ? { module } : {};
}

/** @param {unknown} error */
function fail(error) {
  form.enable(false);
  showStatus("failed", "No worker");
  notice.show(error instanceof StartError ? error : new StartError(String(error)));
}

/**
 * @param {"starting" | "ready" | "failed"} status
 * @param {string} text
 */
function showStatus(status, text) {
  const element = find(document, "#worker-status", HTMLElement);
  element.dataset.status = status;
  setText(element, text);
}
