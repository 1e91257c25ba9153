import type { StopReason } from "@sdialog/core";
import type { ConversationState } from "../conversation-state.ts";

/** Decides after each turn whether the conversation is over. Rules compose: the first that says so ends it. */
export interface StopRule {
  readonly name: string;
  /** @returns why the conversation is over; nothing when it goes on */
  check?(state: ConversationState): StopReason | undefined | Promise<StopReason | undefined>;
  /** Refuses that a participant ends the conversation now. */
  vetoes?(reason: StopReason, state: ConversationState): boolean;
}
