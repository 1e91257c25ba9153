import type { OptionNames } from "@sdialog/core/internal";
import type { Context, Dialog, Json } from "@sdialog/core";
import type { Clock } from "../edge.ts";
import type { Guard } from "../guards/guard.ts";
import type { Participant } from "../participant.ts";
import type { StopRule } from "../stop-rules/stop-rule.ts";
import type { TurnTaking } from "../turn-taking/turn-taking.ts";
import type { ConversationEvent } from "./conversation-event.ts";

/** What a conversation is made of. */
export interface ConversationOptions {
  /** Who takes part, in speaking order; two or more. */
  readonly participants: readonly Participant[];
  /** The situation, which every participant is told. */
  readonly context?: Context | string | undefined;
  /** Where the situation comes from, recorded in the dialogue only. */
  readonly scenario?: Json | undefined;
  /** Dialogues shown to every participant as a model of style. */
  readonly exampleDialogs?: readonly Dialog[] | undefined;
  /** Who speaks next. Default: `alternate`. */
  readonly turnTaking?: TurnTaking | undefined;
  /** Messages that open the conversation without anybody composing them. */
  readonly opening?: readonly Opening[] | undefined;
  /** When the conversation is over, besides when a participant wants to end it. */
  readonly stop?: readonly StopRule[] | undefined;
  /** Most turns, openings included. Default: 100. */
  readonly maxTurns?: number | undefined;
  /**
   * Whether it is planned to last for `maxTurns`, so that with them it is complete rather than cut off; for people who
   * cannot end it. Default: false.
   */
  readonly completeAtMaxTurns?: boolean | undefined;
  /** What every draft must pass. Default: `singleSpeaker`, `noLeak` and `notEmpty`. */
  readonly guards?: readonly Guard[] | undefined;
  /** How often a refused turn is retried. Default: 2. */
  readonly retries?: number | undefined;
  /**
   * The token limit for asking again after a message was cut off at its own, for whoever names none. Default: the
   * message is kept as far as it came, and marked.
   */
  readonly retryMaxTokens?: number | undefined;
  /** Whether, of two participants, the other may answer once after one has said goodbye. Default: true. */
  readonly closingReply?: boolean | undefined;
}

/** The names of {@link ConversationOptions}. */
export const conversationOptionNames: OptionNames<ConversationOptions> = {
  participants: true,
  context: true,
  scenario: true,
  exampleDialogs: true,
  turnTaking: true,
  opening: true,
  stop: true,
  maxTurns: true,
  completeAtMaxTurns: true,
  guards: true,
  retries: true,
  retryMaxTokens: true,
  closingReply: true,
};

/** The options with every default filled in. */
export type CompleteConversationOptions = ConversationOptions & {
  readonly [Key in "turnTaking" | "stop" | "guards" | "retries" | "closingReply" | "opening"]-?: NonNullable<
    ConversationOptions[Key]
  >;
};

/** A message somebody is made to open with. A speaker who is not a participant is heard but never asked. */
export interface Opening {
  readonly speaker: string;
  readonly text: string;
}

/** What differs between two runs of one conversation. */
export interface ConversationRunOptions {
  /** Seed of everything random. Default, and for null: a fresh one, which is recorded in the dialogue. */
  readonly seed?: number | null | undefined;
  /** Cancels; the dialogue so far is returned with the stop reason `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  readonly id?: string | number | undefined;
  readonly parentId?: string | number | undefined;
  /** The dialogue's `notes`. */
  readonly notes?: Json | undefined;
  /** Go on from this dialogue: its turns and events are kept, and it becomes the parent. */
  readonly from?: Dialog | undefined;
  readonly clock?: Clock | undefined;
  /** Called with everything that happens, also when `run` is used. */
  readonly onEvent?: ((event: ConversationEvent) => void) | undefined;
}

/** The names of {@link ConversationRunOptions}. */
export const conversationRunOptionNames: OptionNames<ConversationRunOptions> = {
  seed: true,
  signal: true,
  id: true,
  parentId: true,
  notes: true,
  from: true,
  clock: true,
  onEvent: true,
};

/** A run with every default filled in. */
export interface Run extends ConversationRunOptions {
  readonly seed: number;
  readonly clock: Clock;
  /** Whether anybody follows the messages as they grow. */
  readonly live: boolean;
}
