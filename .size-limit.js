import { existsSync } from "node:fs";

const module = ["web/wasm/taskholder.wasm", "web/wasm/runtime.js"];
for (const file of module) {
  if (!existsSync(file)) {
    console.error(`${file} is missing; build it by: mvn compile`);
    process.exit(1);
  }
}

export default [
  { name: "client, minified by esbuild and gzipped", path: "web/wasm/client.min.js", limit: "9.7 kB", gzip: true },
  { name: "module and runtime, gzipped", path: module, limit: "60.2 kB", gzip: true },
];
