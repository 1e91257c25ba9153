import type { OptionNames } from "@sdialog/core/internal";
import { tryOptionNames } from "../plan/run-plan.ts";
import type { Behaviour, Guard, Noise } from "@sdialog/agents";
import type { Random } from "@sdialog/core";
import type { ModelRef, PromptTexts } from "@sdialog/llm";
import { type GeneratorModel, generatorModelOptionNames } from "../model-settings.ts";
import type { TryOptions } from "../plan/run-plan.ts";
import type { PerTask } from "../plan/task-plan.ts";
import type { Respondent } from "../respondent.ts";
import type { StyleTransfer } from "./adapt-query.ts";

/** Who plays the two sides of an interaction, how long it goes on, and what is checked. */
export interface InteractionGeneratorOptions<Ref = ModelRef> extends TryOptions {
  /** Plays the users, and rewrites queries in their style. Default: the configured model. */
  readonly user?: GeneratorModel<Ref> | undefined;
  /** Who answers: a model, a pool of which every dialogue gets one, or a participant such as a chatbot under test. */
  readonly assistant?: Respondent<Ref> | undefined;
  /** How users behave, whoever they are: policies, or types of users with shares. Default: as the model plays them. */
  readonly policies?: Behaviour | undefined;
  /** Disturbs what users say. */
  readonly noise?: PerTask<Noise | undefined, Ref> | undefined;
  /** Fewest messages, of both sides together: no user is satisfied sooner. Default: 4, which are two answers. */
  readonly minTurns?: number | undefined;
  /** Most messages, of both sides together. Default: 10, which are five answers. */
  readonly maxTurns?: number | undefined;
  /** How many answers a user wants. Default: {@link drawTargetAnswers}. */
  readonly targetAnswers?: number | ((random: Random) => number) | undefined;
  /** How probable it is that users have anything to say to an answer, see `feedbackUser`. Default: 1. */
  readonly feedbackProbability?: number | undefined;
  /** Whether queries are rewritten in the person's style, and by how much of it; `mixed`: half and half. Default: `mixed`. */
  readonly styleTransfer?: StyleTransfer | "mixed" | "off" | undefined;
  /** What drafts must pass besides what is always checked. */
  readonly guards?: PerTask<readonly Guard[], Ref> | undefined;
  /** How often a refused message is written again. Default: 2. */
  readonly turnRetries?: number | undefined;
  /** The token limit for asking again after a message was cut off at `maxTokens`. Default: it is not asked for again. */
  readonly retryMaxTokens?: number | undefined;
  /** Templates in place of the library's: `feedback-user`, `query-adaptation`. */
  readonly prompts?: PromptTexts<"feedback-user" | "query-adaptation"> | undefined;
}

/** The names of {@link InteractionGeneratorOptions}. */
export const interactionGeneratorOptionNames: OptionNames<InteractionGeneratorOptions<unknown>> = {
  user: generatorModelOptionNames,
  assistant: true,
  policies: true,
  noise: true,
  minTurns: true,
  maxTurns: true,
  targetAnswers: true,
  feedbackProbability: true,
  styleTransfer: true,
  guards: true,
  turnRetries: true,
  retryMaxTokens: true,
  prompts: { "feedback-user": true, "query-adaptation": true },
  ...tryOptionNames,
};
