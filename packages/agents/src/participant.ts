import type { Context, Dialog, DialogEvent, EventDraft, Random, StopReason, Turn } from "@sdialog/core";
import type { FinishReason, ModelSettings, ToolCall, ToolDefinition, Usage } from "@sdialog/llm";
import type { Clock } from "./edge.ts";

/**
 * Anything that can take a turn: a persona agent, a simulated user, a person at a keyboard, a chatbot behind a
 * URL. A description only; what one conversation needs to remember lives in the session.
 */
export interface Participant {
  /** Display name; empty lets the conversation choose one. */
  readonly name: string;
  /** Who this is in a line, for speakers and selectors that must tell participants apart. */
  readonly description?: string | undefined;
  /** Written to the dialogue's `personas` under the name. */
  readonly persona?: unknown;
  /** The model and its recorded settings, when there is one. */
  readonly modelInfo?: Readonly<Record<string, unknown>> | undefined;
  /** The tools its model is told of, which the dialogue records: whoever learns from it must know them, too. */
  readonly tools?: readonly ToolDefinition[] | undefined;
  /** Whatever else affects what it says, as plain JSON: the ids of its dialogues follow from it, too. */
  readonly distinction?: unknown;
  /** Disturbs what this participant says before the others hear it. */
  readonly noise?: Noise | undefined;
  /**
   * Whether what it says stands word for word, an empty answer included: guards report what they find, but mend nothing,
   * cut nothing and ask for nothing again. Meant for whatever is under test. Default: false.
   */
  readonly verbatim?: boolean | undefined;
  /** Whether it does what a {@link ReplyRequest} tells it. Default: false, and nobody may tell it anything. */
  readonly takesInstructions?: boolean | undefined;
  /** Starts the participant's part in one conversation; what it remembers lives in the session. */
  begin(run: ParticipantRun): ParticipantSession | Promise<ParticipantSession>;
}

/** What a participant learns when a conversation begins. */
export interface ParticipantRun {
  /** The participant's name in this conversation; unique. */
  readonly name: string;
  /** Who else takes part, with a line about each where there is one. */
  readonly others: readonly { readonly name: string; readonly description?: string | undefined }[];
  /** The situation, when the conversation brings one. */
  readonly context?: Context | string | undefined;
  /** Dialogues that show the style, when the conversation brings some. */
  readonly exampleDialogs?: readonly Dialog[] | undefined;
  /** Root of the participant's own random streams. */
  readonly random: Random;
  /** Names the conversation, for caches that outlive a single call. */
  readonly conversation: string;
  /** What happened before, when an earlier dialogue is being continued. */
  readonly events: readonly DialogEvent[];
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** A participant's part in one conversation; holds what it remembers of it. */
export interface ParticipantSession {
  /**
   * Composes the next message. Yields what happens on the way; returns the draft.
   * @throws ModelError and other SDialogErrors, which end the conversation as failed
   */
  reply(view: View, request: ReplyRequest): AsyncGenerator<ReplyEvent, Draft, void>;
  /** The prompts that models are given here, each with its hash; dialogues record them. */
  readonly prompts?: Readonly<Record<string, string>> | undefined;
  /** What its prompt says of who it is and of the situation, word for word: nobody recites that in a conversation. */
  readonly descriptions?: readonly string[] | undefined;
  /** Releases what the session holds. */
  close?(): void | Promise<void>;
}

/** The conversation as one participant sees it. */
export interface View {
  /** The participant's own name. */
  readonly me: string;
  /** What was said so far. */
  readonly turns: readonly Turn[];
  /** Whether messages of the others are tagged with their names: true when more than two take part. */
  readonly tagged: boolean;
}

/** What is asked of the next message. */
export interface ReplyRequest {
  /** 0 for the first try of this turn; guards ask again with 1, 2, … */
  readonly attempt: number;
  /** Why the previous attempt was refused. */
  readonly refused?: string | undefined;
  /** An earlier attempt was cut off at its token limit: this one may be longer. */
  readonly longer?: boolean | undefined;
  /** The token limit of an attempt that may be longer, for a participant that has none of its own. */
  readonly retryMaxTokens?: number | undefined;
  /** The participant wanted to end, but may not yet. */
  readonly mustContinue?: boolean | undefined;
  /** Only what would be said is wanted: nothing may be remembered, and no tool run. */
  readonly rehearsal?: boolean | undefined;
  /** What whoever asks for the message wants of it. */
  readonly told?: readonly ToldInstruction[] | undefined;
  /** Whether somebody follows along: yield deltas as they come. */
  readonly live: boolean;
  /** What guards let be heard of each message of the reply while it comes. Whoever hears more is told what is sent afterwards. */
  readonly hear?: Hear | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An instruction from outside of the conversation. */
export interface ToldInstruction {
  readonly text: string;
  /** Whether it holds for all messages that follow, too. */
  readonly persist: boolean;
}

/** The limit of an attempt after one that was cut off at `maxTokens`; nothing where it would be no larger. */
export function longerLimit(
  own: number | undefined,
  { maxTokens = 0 }: Pick<ModelSettings, "maxTokens">,
  { retryMaxTokens }: Pick<ReplyRequest, "retryMaxTokens">,
): number | undefined {
  const limit = own ?? retryMaxTokens;
  return limit !== undefined && limit > maxTokens ? limit : undefined;
}

/** What happens while a reply is made: pieces of it, and events for the record. */
export type ReplyEvent =
  | { readonly type: "delta"; readonly channel: "text" | "thinking"; readonly delta: string }
  /** Discard the text yielded so far for this reply; what is still valid of it comes again. */
  | { readonly type: "discard"; readonly reason: string }
  | { readonly type: "event"; readonly event: EventDraft };

/** What of one message is heard, as it comes. */
export type Hear = <Result>(
  events: AsyncGenerator<ReplyEvent, Result, void>,
) => AsyncGenerator<ReplyEvent, Result, void>;

/** A composed message that has not been sent yet. */
export interface Draft {
  /** Empty when there is nothing to say. */
  readonly text: string;
  /** The messages that the text is made of, where it is of several, with a blank line between them. */
  readonly messages?: readonly string[] | undefined;
  /** The participant wants the conversation to end, and why: `max_turns` when its patience is used up. */
  readonly stop?: Extract<StopReason, "stop_signal" | "satisfied" | "goal_reached" | "max_turns"> | undefined;
  /** The text was given, not composed (a query of a dataset): no guard looks at it. */
  readonly verbatim?: boolean | undefined;
  /** Reads a text that a guard mended: the wish to end may only now be seen, or stand in it still. */
  readonly reread?:
    | ((text: string, messages?: readonly string[]) => Pick<Draft, "text" | "stop">)
    | undefined;
  /** No message could be made from what came back. */
  readonly failure?:
    | Extract<StopReason, "no_prompt" | "parse_error" | "incoherent" | "role_leak" | "empty">
    | undefined;
  readonly usage?: Usage | undefined;
  /** Why the model stopped, when a model wrote the text: `length` tells that it was cut off. */
  readonly finishReason?: FinishReason | undefined;
  /** The message was cut off, and can be asked for again under a larger limit. */
  readonly canBeLonger?: boolean | undefined;
  /** Calls of external tools: the reply goes on once whoever asked for it has their results. */
  readonly toolCalls?: readonly ToolCall[] | undefined;
  /** Further keys for the turn in the dialogue. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
}

/** Changes a text the way a channel or a careless writer would. */
export interface Noise {
  /** The prompts that models are given here, each with its hash; dialogues record them. */
  readonly prompts?: Readonly<Record<string, string>> | undefined;
  /** @returns the text as sent, with what was done to it; the clean text is kept by the engine */
  apply(text: string, moment: NoiseMoment): NoiseResult | Promise<NoiseResult>;
}

/** The circumstances of a message. All chance comes from `random`, so that a replay disturbs it in the same way. */
export interface NoiseMoment {
  readonly speaker: string;
  /** Who the speaker is, as recorded in the dialogue. */
  readonly persona?: unknown;
  /** Index of the turn in the dialogue. */
  readonly index: number;
  /** The only source of chance. */
  readonly random: Random;
  readonly signal?: AbortSignal | undefined;
}

/** The text as sent, with what was done to it and what that cost. */
export interface NoiseResult {
  readonly text: string;
  /** Which strategies changed it; plain JSON, recorded. */
  readonly record?: Readonly<Record<string, unknown>> | undefined;
  readonly usage?: Usage | undefined;
}
