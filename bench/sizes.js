import { PEER_FILES } from "./peers.js";
import { row } from "./rows.js";

/** @import { Bound, Row } from "./rows.js" */

const at = (/** @type {string} */ path) => new URL(path, import.meta.url).href;
const BYTES_PER_KB = 1000;

/**
 * What is loaded, gzipped by the browser.
 *
 * @param {string} group
 * @returns {Promise<Row[]>}
 */
export async function sizeRows(group) {
  const bundle = await gzipped(at("../web/wasm/client.min.js"));
  const client = bundle ?? (await sum(await graph(at("../web/index.js"))));
  const worker = await sum([...(await graph(at("../worker.js"))), at("../web/wasm/taskholder.wasm")]);
  const total = client === null || worker === null ? null : client + worker;
  const clientNote =
    bundle === null ? "as written, each file for itself: npm run size makes the bundle" : "bundled and minified";
  const size = (
    /** @type {string} */ what,
    /** @type {number | null} */ bytes,
    /** @type {{ isPeer?: boolean, note?: string, bounds?: Bound[] }} */ more = {},
  ) =>
    row(
      group,
      what,
      "kB gz",
      bytes === null
        ? { values: [], note: more.isPeer ? "not installed" : "not there" }
        : { values: [bytes / BYTES_PER_KB] },
      more,
    );
  return [
    size("size of the client", client, { note: clientNote }),
    size("size of the worker: script, runtime, bundled module", worker),
    size("size of everything loaded", total, { bounds: [{ of: "median", atMost: 75 }] }),
    size("size of Comlink, on the page and in the worker", await sum(PEER_FILES.comlink), { isPeer: true }),
    size("size of workerpool, on the page and in the worker", await sum(PEER_FILES.workerpool), { isPeer: true }),
  ];
}

/**
 * A module and what it imports at once.
 * @param {string} url
 * @param {Set<string>} seen
 */
async function graph(url, seen = new Set()) {
  if (!seen.has(url)) {
    seen.add(url);
    const text = await (await fetch(url)).text();
    for (const [, path] of text.matchAll(/^(?:import|export)\b[^;]*?"(\.[^"]+)";/gm)) {
      await graph(new URL(String(path), url).href, seen);
    }
  }
  return seen;
}

/**
 * @param {Iterable<string>} urls
 * @returns {Promise<number | null>} bytes; null if one is missing
 */
async function sum(urls) {
  let bytes = 0;
  for (const url of urls) {
    const one = await gzipped(url);
    if (one === null) {
      return null;
    }
    bytes += one;
  }
  return bytes;
}

/** @param {string} url @returns {Promise<number | null>} bytes; null if there is no such file */
async function gzipped(url) {
  const response = await fetch(url);
  if (!response.ok || !response.body) {
    return null;
  }
  const stream = response.body.pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).arrayBuffer()).byteLength;
}
