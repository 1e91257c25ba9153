export { instantClock } from "./instant-clock.ts";
export type { InstantClock } from "./instant-clock.ts";
export { scriptedModel } from "./scripted-model.ts";
export type { ScriptedModel, ScriptedStep } from "./scripted-model.ts";
