import { expose } from "../node_modules/comlink/dist/esm/comlink.min.mjs";
import { api } from "./peer-api.js";

expose(api);
