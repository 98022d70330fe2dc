import "../node_modules/workerpool/dist/workerpool.min.js";
import { api } from "./peer-api.js";

globalThis.workerpool.worker(api);
