export { bothCounts, describeMissed, nothingCounted } from "../timeline/timing-counts.ts";
export type { PlacedCount, TimingCounts } from "../timeline/timing-counts.ts";
export { voiceOptions } from "./voice-options.ts";
export type { VoiceOptions } from "./voice-options.ts";
export { voiceSchema } from "./voice-schema.ts";
export type { VoiceRecipe } from "./voice-schema.ts";
