export { filesIn } from "./files-in.ts";
export { InteractionStore } from "./interaction-store.ts";
export type { InteractionEntry } from "./interaction-store.ts";
