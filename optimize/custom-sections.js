/**
 * Custom sections of a module, which its text does not have: there TeaVM says how much memory it needs, and what it imports.
 */

const HEADER_BYTES = 8;
const CUSTOM = 0;

/**
 * @param {Uint8Array} module
 * @returns {Uint8Array[]} whole sections, to be put behind another module
 */
export function customSections(module) {
  const sections = [];
  for (let at = HEADER_BYTES; at < module.length; ) {
    const size = unsigned(module, at + 1);
    const end = size.end + size.value;
    if (module[at] === CUSTOM) {
      sections.push(module.subarray(at, end));
    }
    at = end;
  }
  return sections;
}

/** A number in LEB128. @param {Uint8Array} bytes @param {number} at */
function unsigned(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) {
      return { value, end: at };
    }
  }
}
