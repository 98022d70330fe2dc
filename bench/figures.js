/** @import { Bound, Row } from "./rows.js" */

/**
 * A figure with three significant digits, thousands apart: "0.29", "2.17", "38,500".
 * @param {number | null} value
 */
export function figure(value) {
  if (value === null) {
    return "–";
  }
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return value.toLocaleString("en", { maximumFractionDigits: Math.min(digits, 3) });
}

/** @param {Row} row */
export const medianText = (row) => (row.median === null ? "–" : `${figure(row.median)} ${row.unit}`);

/** Lowest and highest, and the 99th percentile if there is one. @param {Row} row */
export const spreadText = ({ lowest, highest, p99 }) =>
  lowest === null ? "" : `${figure(lowest)} – ${figure(highest)}${p99 === null ? "" : `, p99 ${figure(p99)}`}`;

/** @param {Row} row */
export const ratioText = ({ ratio }) => (ratio === null ? "" : `${figure(ratio)} ×`);

/**
 * "median ≤ 8 ms", "≥ 1,000 ×".
 * @param {Bound} bound
 * @param {string} unit
 */
export function boundText({ of, atMost, atLeast }, unit) {
  const limit = atMost === undefined ? `≥ ${figure(atLeast ?? null)}` : `≤ ${figure(atMost)}`;
  return of === "ratio" ? `${limit} ×` : `${of} ${limit} ${unit}`;
}

/** @param {boolean | null} met */
export const metText = (met) => (met === null ? "not measured" : met ? "met" : "missed");
