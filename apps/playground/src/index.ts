export { startPlayground } from "./server/start-playground.ts";
export type { Playground, PlaygroundOptions } from "./server/start-playground.ts";
