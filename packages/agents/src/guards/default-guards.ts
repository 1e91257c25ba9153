import { noLeak } from "./no-leak.ts";
import { notEmpty } from "./not-empty.ts";
import { singleSpeaker } from "./single-speaker.ts";
import type { Guard } from "./guard.ts";

/** What every conversation is guarded by, unless others are given. */
export function defaultGuards(): readonly Guard[] {
  return [singleSpeaker(), noLeak(), notEmpty()];
}
