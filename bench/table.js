import { boundText, medianText, metText, ratioText, spreadText } from "./figures.js";

/** @import { Row } from "./rows.js" */

/** From this ratio of the longest bar to the shortest on, their lengths are logarithmic. */
const WIDE = 50;

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, unknown>} properties
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/**
 * The rows of a group as a table, with a bar for each median among those of its unit.
 *
 * @param {string} title
 * @param {string} about
 * @param {Row[]} rows
 */
export function table(title, about, rows) {
  const heads = ["What", "Median", "Lowest – highest", "Ratio", "Asked"];
  const isLogarithmic = rows.some((row) => isWide(row, rows));
  const scale = isLogarithmic ? " Bars are logarithmic." : "";
  return element(
    "table",
    { className: "figures" },
    element("caption", {}, element("strong", {}, title), ` ${about}${scale}`),
    element("thead", {}, element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)))),
    element("tbody", {}, ...rows.map((row) => line(row, length(row, rows)))),
  );
}

/**
 * @param {Row} row
 * @param {number} share  of the longest bar, 0…1
 */
function line(row, share) {
  const bar = element("span", { className: "measure", ariaHidden: "true" });
  bar.style.setProperty("--share", String(share));
  const what = element("th", { scope: "row" }, row.what);
  if (row.note) {
    what.append(element("span", { className: "note" }, row.note));
  }
  return element(
    "tr",
    { className: row.isPeer ? "peer" : "" },
    what,
    cell("Median", medianText(row), ...(row.samples > 0 ? [bar] : [])),
    cell("Lowest – highest", spreadText(row)),
    cell("Ratio", ratioText(row)),
    cell("Asked", "", ...row.bounds.filter(({ met }) => met !== null).map((bound) => asked(bound, row.unit))),
  );
}

/** @param {string} label  shown beside it on a narrow screen @param {string} text @param {Node[]} more */
function cell(label, text, ...more) {
  const made = element("td", {}, text, ...more);
  made.dataset.label = label;
  return made;
}

/** @param {Row["bounds"][number]} bound @param {string} unit */
function asked(bound, unit) {
  const made = element(
    "span",
    { className: "asked" },
    `${boundText(bound, unit)} `,
    element("b", {}, metText(bound.met)),
  );
  made.dataset.met = String(bound.met);
  return made;
}

/** @param {Row} row @param {Row[]} rows */
const comparable = ({ unit }, rows) =>
  rows.flatMap((it) => (it.unit === unit && it.median !== null && it.median > 0 ? [it.median] : []));

/** @param {Row} row @param {Row[]} rows */
function isWide(row, rows) {
  const medians = comparable(row, rows);
  return medians.length > 1 && Math.max(...medians) / Math.min(...medians) > WIDE;
}

/** @param {Row} row @param {Row[]} rows */
function length(row, rows) {
  if (!row.median) {
    return 0;
  }
  const medians = comparable(row, rows);
  const [least, most] = [Math.min(...medians), Math.max(...medians)];
  // The shortest of a logarithmic scale is a tenth of a decade long, not nothing.
  return isWide(row, rows)
    ? Math.log10((10 ** 0.5 * row.median) / least) / Math.log10((10 ** 0.5 * most) / least)
    : row.median / most;
}
