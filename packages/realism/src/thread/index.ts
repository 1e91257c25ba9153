export { compareRealismInThread } from "./compare-realism-in-thread.ts";
export type { ThreadOptions } from "./compare-realism-in-thread.ts";
