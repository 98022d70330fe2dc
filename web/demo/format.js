const MAX_LENGTH = 300;
const MAX_ITEMS = 8;

/**
 * Seconds with one decimal, from a minute on minutes and seconds.
 * @param {number} millis
 */
export function formatDuration(millis) {
  if (millis < 60_000) {
    return `${(millis / 1000).toFixed(1)} s`;
  }
  const seconds = Math.floor(millis / 1000);
  return `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, "0")} s`;
}

/**
 * Plain data in one line of bounded length.
 * @param {unknown} value
 */
export function formatValue(value) {
  const text = inWords(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

/**
 * @param {any} value
 * @returns {string}
 */
function inWords(value) {
  if (typeof value === "string") {
    return value;
  }
  if (ArrayBuffer.isView(value)) {
    // All typed arrays have the same shape; DataView never crosses.
    const items = /** @type {Uint8Array} */ (value);
    const shown = Array.from(items.subarray(0, MAX_ITEMS)).join(", ");
    return `${items.constructor.name}(${items.length}) [${shown}${items.length > MAX_ITEMS ? ", …" : ""}]`;
  }
  if (value instanceof ArrayBuffer) {
    return `ArrayBuffer(${value.byteLength})`;
  }
  if (typeof value === "object" && value !== null) {
    return JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? `${inner}n` : inner));
  }
  return typeof value === "bigint" ? `${value}n` : String(value);
}
