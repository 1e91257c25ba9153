import type { Usage } from "@sdialog/llm";
import type { ConversationState } from "../conversation/conversation-state.ts";

/** Chooses who speaks next. */
export interface TurnTaking {
  readonly name: string;
  /** @returns the next speaker; `speaker: undefined` when nobody may speak, which ends the conversation */
  next(state: ConversationState): NextSpeaker | Promise<NextSpeaker>;
}

export interface NextSpeaker {
  readonly speaker: string | undefined;
  /** What the choice cost, when a model made it. */
  readonly usage?: Usage | undefined;
  /** Worth recording: a fallback, a refused choice. Plain JSON. */
  readonly note?: Readonly<Record<string, unknown>> | undefined;
}
