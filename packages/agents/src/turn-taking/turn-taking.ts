import type { Usage } from "@sdialog/llm";
import type { ConversationState } from "../conversation-state.ts";

/** Chooses who speaks next. Policies that narrow the choice wrap policies that make it. */
export interface TurnTaking {
  readonly name: string;
  /** The prompts that models are given here, each with its hash; dialogues record them. */
  readonly prompts?: Readonly<Record<string, string>> | undefined;
  /** @returns the next speaker; `speaker: undefined` when nobody may speak, which ends the conversation */
  next(state: TurnTakingState): NextSpeaker | Promise<NextSpeaker>;
}

/** What a policy decides from: the conversation so far, and who may speak. */
export interface TurnTakingState extends ConversationState {
  /** Names of those who may speak now, in the order of the participants. A policy never chooses anybody else. */
  readonly eligible: readonly string[];
}

/** Who speaks next, or `undefined` for nobody, with how that was decided. */
export interface NextSpeaker {
  readonly speaker: string | undefined;
  /** What the choice cost, when a model made it. */
  readonly usage?: Usage | undefined;
  /** Worth recording: a fallback, a refused choice. Plain JSON. */
  readonly note?: Readonly<Record<string, unknown>> | undefined;
}
