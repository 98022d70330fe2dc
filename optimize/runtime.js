/** Makes TeaVM's runtime smaller: what stays is what `load.js` imports, and what that needs. */
import { build } from "esbuild";

/** What `load.js` imports, but TeaVM does not export. */
const SHARED = ["align", "getMemoryDefaults", "wrapImports"];

/** That nobody in the worker looks up Java stacks. */
const WITHOUT_LOOK_UP = [
  ["if (context.stackDeobfuscator) {", "if (false) {"],
  ["if (!result) {", "if (true) {"],
  [",\n    stackDeobfuscator: null", ""],
  [",\n    supplyStackDeobfuscator(deobfuscator) {\n      context.stackDeobfuscator = deobfuscator;\n    }", ""],
];

const BANNER = "// TeaVM's runtime, made smaller";

/** @param {string} runtime @returns {boolean} whether it was made smaller before */
export function isShrunk(runtime) {
  return runtime.startsWith(BANNER);
}

/**
 * @param {string} teavm  the runtime as TeaVM writes it, not minified
 * @returns {Promise<string>} a module that exports `load`
 * @throws {Error} if it is another one than is expected
 */
export async function shrinkRuntime(teavm) {
  let contents = `${teavm}\nexport { ${SHARED.join(", ")} };`;
  for (const [from, to] of WITHOUT_LOOK_UP) {
    const parts = contents.split(String(from));
    if (parts.length !== 2) {
      throw new Error(`TeaVM's runtime has ${parts.length - 1} times: ${from}`);
    }
    contents = parts.join(to);
  }
  const { outputFiles } = await build({
    entryPoints: ["optimize/load.js"],
    bundle: true,
    minify: true,
    format: "esm",
    banner: { js: BANNER },
    target: "esnext",
    external: ["node:*"],
    write: false,
    logLevel: "silent",
    plugins: [
      {
        name: "teavm",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^teavm$/ }, ({ path }) => ({ path, namespace: "teavm" }));
          onLoad({ filter: /^teavm$/, namespace: "teavm" }, () => ({ contents }));
        },
      },
    ],
  });
  return String(outputFiles[0]?.text);
}
