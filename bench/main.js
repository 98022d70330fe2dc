/** Runs the benchmark when asked, or at once with `?run`, and shows it as a table. */
import { TaskHolder } from "../web/index.js";
import { measureHandOvers } from "./hand-overs.js";
import { measureYields } from "./yields.js";

const run = /** @type {HTMLButtonElement} */ (document.getElementById("run"));
const progress = /** @type {HTMLOutputElement} */ (document.getElementById("progress"));
const table = /** @type {HTMLTableElement} */ (document.getElementById("results"));

run.addEventListener("click", show);
if (new URLSearchParams(location.search).has("run")) {
  show();
}

async function show() {
  run.disabled = true;
  table.hidden = true;
  try {
    const { rows, ratio } = await measure((doing) => {
      progress.value = doing;
    });
    fill(rows, ratio);
    progress.value = "done";
  } catch (error) {
    progress.value = String(error);
    throw error;
  } finally {
    run.disabled = false;
  }
}

/** @param {(doing: string) => void} report */
async function measure(report) {
  const holder = await TaskHolder.open({
    worker: () => new Worker(new URL("./worker.js", import.meta.url), { type: "module" }),
  });
  try {
    const { rows, ratio } = await measureYields(holder, report);
    return { rows: [...rows, ...(await measureHandOvers(holder, report))], ratio };
  } finally {
    await holder.close();
  }
}

/** @param {import("./statistics.js").Row[]} rows @param {number} ratio */
function fill(rows, ratio) {
  const digits = (/** @type {string} */ unit) => (unit === "1/s" ? 0 : 2);
  const cells = (/** @type {import("./statistics.js").Row} */ row) => [
    row.what,
    ...[row.median, row.lowest, row.highest].map((value) => `${value.toFixed(digits(row.unit))} ${row.unit}`),
  ];
  table.tBodies[0]?.replaceChildren(
    ...rows.map((row) => {
      const line = document.createElement("tr");
      line.append(...cells(row).map((text) => Object.assign(document.createElement("td"), { textContent: text })));
      return line;
    }),
  );
  const caption = table.querySelector("caption");
  if (caption) {
    caption.textContent = `${Math.round(ratio)} checkpoints for one setTimeout(0)`;
  }
  table.hidden = false;
}
