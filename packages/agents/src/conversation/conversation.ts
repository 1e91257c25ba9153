import { checkArguments, requireOptions, checkOptions, freshSeed } from "@sdialog/core/internal";
import { checkConversationValues } from "./check-conversation-values.ts";
import { conversationOptionNames, conversationRunOptionNames } from "./conversation-options.ts";
import { type Dialog, InvalidArgumentError } from "@sdialog/core";
import { systemClock } from "../edge.ts";
import { notEmpty } from "../guards/not-empty.ts";
import { singleSpeaker } from "../guards/single-speaker.ts";
import { maxTurns } from "../stop-rules/turn-limits.ts";
import { alternate } from "../turn-taking/alternate.ts";
import type { ConversationEvent } from "./conversation-event.ts";
import type {
  CompleteConversationOptions,
  ConversationOptions,
  ConversationRunOptions,
} from "./conversation-options.ts";
import { runConversation } from "./run-conversation.ts";

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
    checkArguments("new Conversation", arguments, 1);
    checkOptions("new Conversation", options, conversationOptionNames);
    requireOptions("new Conversation", options, ["participants"]);
    checkConversationValues(options);
    if (options.participants.length < 2) {
      throw new InvalidArgumentError("A conversation needs at least two participants");
    }
    const retries = options.retries ?? 2;
    if (!Number.isInteger(retries) || retries < 0) {
      throw new InvalidArgumentError(`retries must be a whole number of at least 0, not ${retries}`);
    }
    const { retryMaxTokens } = options;
    if (retryMaxTokens !== undefined && !(Number.isInteger(retryMaxTokens) && retryMaxTokens > 0))
      throw new InvalidArgumentError(`retryMaxTokens must be a whole number from 1, not ${retryMaxTokens}`);
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
  async run(options: ConversationRunOptions = {}): Promise<Dialog> {
    checkOptions("Conversation.run", options, conversationRunOptionNames);
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
  stream(options: ConversationRunOptions = {}): AsyncGenerator<ConversationEvent, void, void> {
    checkOptions("Conversation.stream", options, conversationRunOptionNames);
    return this.#start(options, true);
  }

  async *#start(
    options: ConversationRunOptions,
    live: boolean,
  ): AsyncGenerator<ConversationEvent, void, void> {
    const run = { ...options, seed: options.seed ?? freshSeed(), clock: options.clock ?? systemClock, live };
    const events = runConversation(this.options, run);
    try {
      let step = await events.next();
      while (step.done !== true) {
        try {
          options.onEvent?.(step.value);
        } catch (error) {
          // A listener that throws ends the conversation as a participant that throws does: what was said is kept.
          step = await events.throw(error);
          continue;
        }
        yield step.value;
        step = await events.next();
      }
    } finally {
      await events.return();
    }
  }
}
