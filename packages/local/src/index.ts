export { backend } from "./backend.ts";
export { bundledModel } from "./bundled-model.ts";
export type { LocalOptions } from "./local-options.ts";
