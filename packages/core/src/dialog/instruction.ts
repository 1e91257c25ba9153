import type { EventDraft } from "./event.ts";

/** Text that steers a speaker's next reply, with events to record beside it. */
export interface Instruction {
  readonly text: string;
  readonly events?: readonly EventDraft[] | undefined;
}
