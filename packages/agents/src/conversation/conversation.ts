import { type Context, type Dialog, InvalidArgumentError, type Json } from "@sdialog/core";
import type { Clock } from "../edge.ts";
import { freshSeed, systemClock } from "../edge.ts";
import type { Guard } from "../guards/guard.ts";
import { notEmpty } from "../guards/not-empty.ts";
import { singleSpeaker } from "../guards/single-speaker.ts";
import type { Participant } from "../participant.ts";
import { maxTurns } from "../stop-rules/turn-limits.ts";
import type { StopRule } from "../stop-rules/stop-rule.ts";
import { alternate } from "../turn-taking/alternate.ts";
import type { TurnTaking } from "../turn-taking/turn-taking.ts";
import type { ConversationEvent } from "./conversation-event.ts";
import { runConversation } from "./run-conversation.ts";

/** What a conversation is made of. */
export interface ConversationOptions {
  /** Who takes part, in speaking order; two or more. */
  readonly participants: readonly Participant[];
  /** The situation, told to every participant. */
  readonly context?: Context | string | undefined;
  /** Where the situation comes from, recorded in the dialogue only. */
  readonly scenario?: Json | undefined;
  /** Dialogues shown to every participant as a model of style. */
  readonly exampleDialogs?: readonly Dialog[] | undefined;
  /** Who speaks next. Default: {@link alternate}. */
  readonly turnTaking?: TurnTaking | undefined;
  /** Messages that open the conversation without anybody composing them. */
  readonly opening?: readonly Opening[] | undefined;
  /** When it is over, besides the participants' own wish. */
  readonly stop?: readonly StopRule[] | undefined;
  /** Most turns, openings included. Default: 100. */
  readonly maxTurns?: number | undefined;
  /** What every draft must pass. Default: {@link singleSpeaker} and {@link notEmpty}. */
  readonly guards?: readonly Guard[] | undefined;
  /** How often a refused turn is tried again. Default: 2. */
  readonly retries?: number | undefined;
  /** Whether, of two participants, the other may answer once after one has said goodbye. Default: true. */
  readonly closingReply?: boolean | undefined;
}

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
export interface RunOptions {
  /** Everything random follows from it. Default: a fresh one, recorded in the dialogue. */
  readonly seed?: number | undefined;
  /** Cancels; the dialogue so far is returned with the stop reason `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  readonly id?: string | number | undefined;
  readonly parentId?: string | number | undefined;
  /** The dialogue's `notes`. */
  readonly notes?: Json | undefined;
  /** Go on from this dialogue: its turns and events are kept, and it becomes the parent. */
  readonly from?: Dialog | undefined;
  readonly clock?: Clock | undefined;
  /** Told everything that happens, also when `run` is used. */
  readonly onEvent?: ((event: ConversationEvent) => void) | undefined;
}

/**
 * A conversation waiting to be held. It holds no state, so it can be run many times, also at the same time.
 *
 * With one seed and a deterministic model every run gives the same dialogue.
 */
export class Conversation {
  /** What the conversation was made from, defaults filled in. */
  readonly options: CompleteConversationOptions;

  /** @throws InvalidArgumentError for fewer than two participants or impossible limits */
  constructor(options: ConversationOptions) {
    if (options.participants.length < 2) {
      throw new InvalidArgumentError("A conversation needs at least two participants");
    }
    const retries = options.retries ?? 2;
    if (!Number.isInteger(retries) || retries < 0) {
      throw new InvalidArgumentError(`retries must be a whole number from 0, not ${retries}`);
    }
    this.options = {
      ...options,
      turnTaking: options.turnTaking ?? alternate(),
      stop: [...(options.stop ?? []), maxTurns(options.maxTurns ?? 100)],
      guards: options.guards ?? [singleSpeaker(), notEmpty()],
      retries,
      closingReply: options.closingReply ?? true,
      opening: options.opening ?? [],
    };
    Object.freeze(this.options);
  }

  /**
   * Holds the conversation to its end.
   * @throws ConversationFailedError when a model or tool failed for good; it carries the dialogue so far
   */
  async run(options: RunOptions = {}): Promise<Dialog> {
    let dialog: Dialog | undefined;
    for await (const event of this.#start(options, options.onEvent !== undefined)) {
      if (event.type === "finish") dialog = event.dialog;
    }
    return dialog as Dialog;
  }

  /**
   * Holds the conversation and yields what happens. Leaving the loop early cancels it.
   * @throws ConversationFailedError as {@link Conversation.run}, after the `finish` event
   */
  stream(options: RunOptions = {}): AsyncGenerator<ConversationEvent, void, void> {
    return this.#start(options, true);
  }

  async *#start(options: RunOptions, live: boolean): AsyncGenerator<ConversationEvent, void, void> {
    const run = { ...options, seed: options.seed ?? freshSeed(), clock: options.clock ?? systemClock, live };
    for await (const event of runConversation(this.options, run)) {
      options.onEvent?.(event);
      yield event;
    }
  }
}
