import type { StopReason } from "@sdialog/core";
import type { ConversationState } from "../conversation/conversation-state.ts";

/** Looks at a draft before it is sent: lets it pass, mends it, or has the speaker try again. */
export interface Guard {
  readonly name: string;
  check(text: string, moment: GuardMoment): GuardVerdict | Promise<GuardVerdict>;
}

export interface GuardMoment {
  readonly speaker: string;
  readonly state: ConversationState;
}

export type GuardVerdict =
  /** Nothing to object to. */
  | { readonly pass: true; readonly text?: undefined }
  /** Mended: this text is sent instead. */
  | { readonly pass: true; readonly text: string; readonly detail: string }
  /** Refused. When all tries are used up the conversation ends for this reason. */
  | {
      readonly pass: false;
      readonly reason: Extract<
        StopReason,
        "empty" | "role_leak" | "incoherent" | "loop_detected" | "no_prompt" | "parse_error"
      >;
      readonly detail: string;
    };

export const passed: GuardVerdict = { pass: true };
