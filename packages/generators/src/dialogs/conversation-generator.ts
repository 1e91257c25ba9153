import { checkArguments, checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import type { Conversation } from "@sdialog/agents";
import { type Dialog, Random } from "@sdialog/core";
import type { ModelRef } from "@sdialog/llm";
import { dialogPlan, runOptionsOf } from "../plan/dialog-plan.ts";
import {
  type BatchOptions,
  batchOptionNames,
  type BatchReport,
  runPlan,
  type TryOptions,
  tryOptionNames,
  runPlanOptionNames,
} from "../plan/run-plan.ts";
import type { TaskContext, TaskPlan } from "../plan/task-plan.ts";

/** What conversations are made of. */
export interface ConversationGeneratorOptions<Ref = ModelRef> extends TryOptions {
  /**
   * The conversation of a task. Who takes part is drawn from the task's own stream, which is the same in every try;
   * models come from the task. The number of the conversation, counted from 0, says whose turn it is in a list.
   */
  readonly conversation: (
    random: Random,
    task: TaskContext<Ref>,
    index: number,
  ) => Conversation | Promise<Conversation>;
}

const conversationGeneratorOptionNames: OptionNames<ConversationGeneratorOptions<unknown>> = {
  conversation: true,
  ...tryOptionNames,
};

/** How many conversations are held, and from which seed. */
export interface PlanConversationsOptions {
  readonly count: number;
  readonly seed: number;
}

const planConversationsOptionNames: OptionNames<PlanConversationsOptions> = {
  count: true,
  seed: true,
};

/** How many conversations are held, from which seed, and how. */
export type GenerateConversationsOptions = PlanConversationsOptions & BatchOptions<Dialog>;

const generateConversationsOptionNames: OptionNames<GenerateConversationsOptions> = {
  ...planConversationsOptionNames,
  ...batchOptionNames,
};

/**
 * Any number of conversations, each with a cast and a seed of its own.
 *
 * @typeParam Ref how models are named; a plan with other names than the library's is for whoever knows them
 */
export class ConversationGenerator<Ref = ModelRef> {
  readonly #options: ConversationGeneratorOptions<Ref>;

  constructor(options: ConversationGeneratorOptions<Ref>) {
    checkArguments("new ConversationGenerator", arguments, 1);
    checkOptions("new ConversationGenerator", options, conversationGeneratorOptionNames);
    this.#options = options;
  }

  /** The conversations, numbered. */
  plan(options: PlanConversationsOptions): TaskPlan<Dialog, Ref> {
    const { count, seed } = checkOptions("ConversationGenerator.plan", options, planConversationsOptionNames);
    return dialogPlan<Ref>({
      count,
      seed,
      make: async (index, context) => {
        const random = new Random(context.taskSeed).fork("cast");
        return (await this.#options.conversation(random, context, index)).run(runOptionsOf(context));
      },
    });
  }

  /** Carries out a {@link ConversationGenerator.plan} here; a recipe of the kind `dialogues` carries out such a plan. */
  generate(
    this: ConversationGenerator,
    options: GenerateConversationsOptions,
  ): AsyncGenerator<Dialog, BatchReport, void> {
    checkOptions("ConversationGenerator.generate", options, generateConversationsOptionNames);
    return runPlan(
      this.plan(pickOptions(options, planConversationsOptionNames)),
      pickOptions({ ...this.#options, ...options }, runPlanOptionNames),
    );
  }
}
