import { boundText, medianText, metText, ratioText, spreadText } from "./figures.js";

/** @import { Row } from "./rows.js" */
/** @import { Result } from "./run.js" */

const HEAD = ["", "median", "lowest – highest", "ratio", "asked"];

/**
 * The result as text in columns, for a terminal or a README.
 * @param {Result} result
 */
export function textTable({ environment, groups }) {
  const lines = groups.flatMap(({ title, rows }) => [[title], ...rows.map(cells), []]);
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...lines.filter((line) => line.length > 1).map((line) => (line[column] ?? "").length)),
  );
  const text = [HEAD, ...lines].map((line) =>
    line
      .map((cell, column) =>
        column === 0 || column > 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  const { date, userAgent, processors, isolated, form } = environment;
  const where = `${date.slice(0, 10)}, ${processors} processors, ${isolated ? "" : "not "}cross-origin isolated, ${form} form`;
  return [userAgent, where, summary({ groups }), "", ...text].join("\n");
}

/**
 * How much of what is asked was met.
 * @param {Pick<Result, "groups">} result
 */
export function summary({ groups }) {
  const bounds = groups.flatMap(({ rows }) => rows.flatMap((row) => row.bounds)).filter(({ met }) => met !== null);
  return `${bounds.filter(({ met }) => met).length} of ${bounds.length} figures are as asked.`;
}

/** @param {Row} row */
function cells(row) {
  const asked = row.bounds
    .filter(({ met }) => met !== null)
    .map((bound) => `${boundText(bound, row.unit)}: ${metText(bound.met)}`);
  const notes = row.note ? [`(${row.note})`] : [];
  return [`  ${row.what}`, medianText(row), spreadText(row), ratioText(row), [...asked, ...notes].join(", ")];
}
