import type { Random, Turn } from "@sdialog/core";
import type { Usage } from "@sdialog/llm";

/** What turn-taking, guards and stop rules can look at. */
export interface ConversationState {
  /** Names in the order of the participants. */
  readonly participants: readonly { readonly name: string; readonly description?: string | undefined }[];
  /** The situation of the conversation, as its speakers are told it: for a group chat, situation, relations and topics. */
  readonly context?: string | undefined;
  readonly turns: readonly Turn[];
  /** What all model calls of this conversation have cost so far. */
  readonly usage: Usage;
  /** A random stream for the decision at hand; a function of the seed and the number of turns. */
  readonly random: Random;
  readonly signal?: AbortSignal | undefined;
}
