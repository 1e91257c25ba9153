import { checkArguments, requireOptions, checkOptions, givenSeed, checkCount } from "@sdialog/core/internal";
import { checkConversationValues } from "./check-conversation-values.ts";
import { conversationOptionNames, conversationRunOptionNames } from "./conversation-options.ts";
import { type Dialog, InvalidArgumentError } from "@sdialog/core";
import { systemClock } from "../edge.ts";
import { defaultGuards } from "../guards/default-guards.ts";
import { maxTurns } from "../stop-rules/turn-limits.ts";
import { alternate } from "../turn-taking/alternate.ts";
import type { ConversationEvent } from "./conversation-event.ts";
import type {
  CompleteConversationOptions,
  ConversationOptions,
  ConversationRunOptions,
  Run,
} from "./conversation-options.ts";
import { handedOver } from "./handed-over.ts";
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
    checkCount("retries", retries, 0);
    const { retryMaxTokens } = options;
    if (retryMaxTokens !== undefined) checkCount("retryMaxTokens", retryMaxTokens, 1);
    this.options = {
      ...options,
      turnTaking: options.turnTaking ?? alternate(),
      stop: [...(options.stop ?? []), maxTurns(options.maxTurns ?? 100)],
      guards: options.guards ?? defaultGuards(),
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
    const { onEvent } = options;
    const run = { ...completeRun(options), live: onEvent !== undefined };
    return runConversation(this.options, run, (event) => onEvent?.(event));
  }

  /**
   * Holds the conversation and yields what happens. Leaving the loop early cancels it.
   * @throws ConversationFailedError as {@link Conversation.run}, after the `finish` event
   */
  stream(options: ConversationRunOptions = {}): AsyncGenerator<ConversationEvent, void, void> {
    checkOptions("Conversation.stream", options, conversationRunOptionNames);
    const run = { ...completeRun(options), live: true };
    return handedOver((hand) =>
      runConversation(this.options, run, (event) => {
        options.onEvent?.(event);
        return hand(event);
      }),
    );
  }
}

function completeRun(options: ConversationRunOptions): Omit<Run, "live"> {
  return {
    ...options,
    seed: givenSeed("The conversation", options.seed),
    clock: options.clock ?? systemClock,
  };
}
