import type { EventDraft } from "./event.ts";

/** How a rule steers a speaker's next message, with events to record beside it. */
export interface Instruction {
  /** What the speaker is told. */
  readonly text?: string | undefined;
  /** Said word for word; the model is not asked. */
  readonly reply?: string | undefined;
  /** `true`: the conversation ends with this message. `false`: the speaker may not end it yet. */
  readonly end?: boolean | undefined;
  /** What is to be recorded besides the instruction. */
  readonly events?: readonly EventDraft[] | undefined;
}
