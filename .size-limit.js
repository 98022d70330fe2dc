import { existsSync } from "node:fs";

const module = ["web/wasm/taskholder.wasm", "web/wasm/runtime.js"];
for (const file of module) {
  if (!existsSync(file)) {
    console.error(`${file} is missing; build it by: mvn compile`);
    process.exit(1);
  }
}

const client = "web/wasm/client.min.js";

export default [
  { name: "client, minified by esbuild and gzipped", path: client, limit: "10.6 kB", gzip: true },
  { name: "module and runtime, gzipped", path: module, limit: "62.2 kB", gzip: true },
  {
    name: "everything that a page loads for its first task",
    path: [client, "worker.js", "web/java-console.js", ...module],
    limit: "75 kB",
    gzip: true,
  },
];
