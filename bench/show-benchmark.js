import { GROUPS } from "./groups.js";
import { runBenchmark } from "./run.js";
import { element, table } from "./table.js";
import { summary, textTable } from "./text-table.js";

/** @import { Result } from "./run.js" */

/**
 * Shows the benchmark in an element: what to run, the progress, the tables.
 *
 * What tests may rely on:
 *
 *   root[data-state="idle | running | done | stopped"]
 *   form.bench-form         [name=form] radio buttons "short", "full"; button[data-action="run | stop"]
 *   [data-field="doing"]    what is being measured; progress
 *   [data-field="results"]  a table for each group that is done
 *   [data-field="json"]     the result so far, a Result as JSON
 *   [data-field="text"]     the same as a text in columns
 *   a[data-action="download"]
 *
 * @param {HTMLElement} root  emptied
 * @param {{ form?: "short" | "full", groups?: string[] }} [options]  what is chosen at first; of no groups named: all
 * @returns {() => Promise<void>} runs it, as the button does; settles when it has ended
 */
export function showBenchmark(root, { form: first = "short", groups = [] } = {}) {
  // Switched off by aria-disabled, not hidden: so they keep the keyboard's focus.
  const run = element("button", { type: "submit", className: "primary" }, "Run");
  const stop = element("button", { type: "button", ariaDisabled: "true" }, "Stop");
  const download = element("a", { download: "taskholder-benchmark.json", hidden: true }, "Download JSON");
  const doing = element("output", { className: "quiet" });
  const bar = element("progress", { max: 1, value: 0, hidden: true, ariaLabel: "Groups measured" });
  const results = element("div", { className: "bench-results" });
  const json = element("script", { type: "application/json" });
  const text = element("pre");
  const asText = element("details", { hidden: true }, element("summary", {}, "The same as text"), text);
  const choice = (/** @type {string} */ value, /** @type {string} */ label) =>
    element(
      "label",
      { className: "check" },
      element("input", { type: "radio", name: "form", value, checked: value === first }),
      label,
    );
  const form = element(
    "form",
    { className: "bench-form" },
    choice("short", "Short – half a minute, figures are rough"),
    choice("full", "Full – some minutes, medians of 7"),
    element("div", { className: "buttons" }, run, stop, download),
  );
  for (const [it, action] of /** @type {[HTMLElement, string][]} */ ([
    [run, "run"],
    [stop, "stop"],
    [download, "download"],
  ])) {
    it.dataset.action = action;
  }
  for (const [it, field] of /** @type {[HTMLElement, string][]} */ ([
    [doing, "doing"],
    [results, "results"],
    [json, "json"],
    [text, "text"],
  ])) {
    it.dataset.field = field;
  }
  root.replaceChildren(form, element("p", { className: "bench-doing" }, bar, doing), results, asText, json);
  root.dataset.state = "idle";

  let stopper = new AbortController();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void start();
  });
  stop.addEventListener("click", () => stopper.abort());
  return start;

  async function start() {
    if (root.dataset.state === "running") {
      return;
    }
    stopper = new AbortController();
    show("running");
    const chosen = new FormData(form).get("form") === "full" ? "full" : "short";
    try {
      const result = await runBenchmark(chosen, groups, progress, grown, stopper.signal);
      show("done");
      doing.value = `Done. ${summary(result)}`;
    } catch (error) {
      show("stopped");
      doing.value = stopper.signal.aborted ? "Stopped." : String(error);
    }
  }

  /** @param {"running" | "done" | "stopped"} state */
  function show(state) {
    const isRunning = state === "running";
    run.ariaDisabled = String(isRunning);
    stop.ariaDisabled = String(!isRunning);
    bar.hidden = !isRunning;
    doing.ariaLive = isRunning ? "off" : "polite"; // its end is news, not every round
    if (isRunning) {
      results.replaceChildren();
    }
    root.dataset.state = state;
  }

  /** @param {import("./run.js").Progress} progress */
  function progress({ doing: what, done, of }) {
    bar.value = done / of;
    doing.value = what;
  }

  /** @param {Result} result */
  function grown(result) {
    const last = result.groups.at(-1);
    const group = GROUPS.find(({ name }) => name === last?.name);
    if (last && group) {
      results.append(table(group.title, group.about, last.rows));
    }
    json.textContent = JSON.stringify(result, null, 2);
    text.textContent = textTable(result);
    URL.revokeObjectURL(download.href);
    download.href = URL.createObjectURL(new Blob([json.textContent], { type: "application/json" }));
    download.hidden = false;
    asText.hidden = false;
  }
}
