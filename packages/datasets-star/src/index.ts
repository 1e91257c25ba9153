export { graphToDot } from "./graph-to-dot.ts";
export { sampleFolder } from "./sample-folder.ts";
export type { StarAgents, StarAgentsOptions, StarDialogAgentsOptions } from "./star-agents.ts";
export { Star } from "./star.ts";
export type { StarDialog, StarStats } from "./star.ts";
export type { StarEvent, StarScenario } from "./star-data.ts";
export type { StarFilter } from "./star-filter.ts";
export type { StarGraph, ActionResponses, StarTask } from "./star-task.ts";
