export { rehearse } from "./rehearse.ts";
export type { RehearseOptions, Rehearsed } from "./rehearse.ts";
