import { modelSettingOptions } from "@sdialog/llm/internal";
import { checkArguments, checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import type { TurnTaking } from "@sdialog/agents";
import { type Dialog, deriveSeed, InvalidArgumentError } from "@sdialog/core";
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
import { forTask, type PerTask, type TaskPlan } from "../plan/task-plan.ts";
import type { Experience, GeneratedExperience } from "./experience.ts";
import { ExperienceGenerator } from "./experience-generator.ts";
import { groupChat, type GroupChatOptions } from "./group-chat.ts";

/** Whose conversations are held, and how. */
export interface GroupChatGeneratorOptions<Ref = ModelRef>
  extends TryOptions, Omit<GroupChatOptions, "model" | "turnTaking" | "retries"> {
  /** The people and their situations, in turn; or what makes one for each chat. Default: made by the model. */
  readonly experiences?: readonly Experience[] | ExperienceGenerator<Ref> | undefined;
  /** The model of everybody, and of who chooses the next speaker unless `turnTaking` is given. */
  readonly model?: Ref | undefined;
  readonly turnTaking?: PerTask<TurnTaking | undefined, Ref> | undefined;
  /** How often a refused message is written again. Default: 2. */
  readonly turnRetries?: number | undefined;
}

const groupChatGeneratorOptionNames: OptionNames<GroupChatGeneratorOptions<unknown>> = {
  experiences: true,
  model: true,
  turnTaking: true,
  turnRetries: true,
  ...tryOptionNames,
  exampleDialogs: true,
  scenario: true,
  stop: true,
  retryMaxTokens: true,
  maxTurns: true,
  guards: true,
  closingReply: true,
  words: true,
  settings: modelSettingOptions,
  style: true,
  opener: true,
  prompts: { agent: true, "agent-compact": true },
};

/** How many group chats are held, and from which seed. */
export interface PlanGroupChatsOptions {
  readonly count: number;
  readonly seed: number;
  /** How many experiences are made from one example, where they are made. Default: 8. */
  readonly batch?: number | undefined;
  /** Whether the experiences of a batch are examples for the batches after it. Default: false. */
  readonly iterative?: boolean | undefined;
}

const planGroupChatsOptionNames: OptionNames<PlanGroupChatsOptions> = {
  count: true,
  seed: true,
  batch: true,
  iterative: true,
};

/** How many group chats are held, from which seed, and how. */
export type GenerateGroupChatsOptions = PlanGroupChatsOptions & BatchOptions<Dialog>;

const generateGroupChatsOptionNames: OptionNames<GenerateGroupChatsOptions> = {
  ...planGroupChatsOptionNames,
  ...batchOptionNames,
};

/**
 * Conversations of several people who know each other (ConvoGen).
 *
 * @typeParam Ref how models are named; a plan with other names than the library's is for whoever knows them
 */
export class GroupChatGenerator<Ref = ModelRef> {
  readonly #options: GroupChatGeneratorOptions<Ref>;

  /** @throws InvalidArgumentError for no experiences */
  constructor(options: GroupChatGeneratorOptions<Ref> = {}) {
    checkArguments("new GroupChatGenerator", arguments, 1);
    checkOptions("new GroupChatGenerator", options, groupChatGeneratorOptionNames);
    if (Array.isArray(options.experiences) && options.experiences.length === 0)
      throw new InvalidArgumentError("A group chat needs an experience: the list is empty");
    this.#options = options;
  }

  /** A chat of each experience in turn, or of one made for it. */
  plan(options: PlanGroupChatsOptions): TaskPlan<Dialog, Ref> {
    const { count, seed, batch, iterative } = checkOptions(
      "GroupChatGenerator.plan",
      options,
      planGroupChatsOptionNames,
    );
    const { experiences, model, turnTaking, turnRetries, retries: _, backOff: __, ...chat } = this.#options;
    const experienceOf = this.#experiences(experiences, { count, seed, batch, iterative });
    const plan = dialogPlan<Ref>({
      count,
      seed,
      make: async (index, context) => {
        const { made } = await experienceOf.run(index, context);
        const { faults, ...experience } = made as GeneratedExperience;
        const dialog = await groupChat(experience, {
          ...chat,
          model: await context.model(model),
          retries: turnRetries,
          ...(turnTaking === undefined ? {} : { turnTaking: await forTask(turnTaking, context) }),
        }).run(runOptionsOf(context));
        return withFaults(dialog, faults);
      },
    });
    return { ...plan, inheritance: experienceOf.inheritance };
  }

  /** Carries out a {@link GroupChatGenerator.plan} here; a recipe of the kind `group-chat` carries out the same. */
  generate(
    this: GroupChatGenerator,
    options: GenerateGroupChatsOptions,
  ): AsyncGenerator<Dialog, BatchReport, void> {
    checkOptions("GroupChatGenerator.generate", options, generateGroupChatsOptionNames);
    return runPlan(
      this.plan(pickOptions(options, planGroupChatsOptionNames)),
      pickOptions({ ...this.#options, ...options }, runPlanOptionNames),
    );
  }

  #experiences(
    experiences: GroupChatGeneratorOptions<Ref>["experiences"],
    options: PlanGroupChatsOptions,
  ): Pick<TaskPlan<Experience | GeneratedExperience, Ref>, "run" | "inheritance"> {
    if (experiences !== undefined && !(experiences instanceof ExperienceGenerator))
      return { run: async (index) => ({ made: experiences[index % experiences.length] }) };
    const { model, settings } = this.#options;
    const maker = experiences ?? new ExperienceGenerator<Ref>({ model, settings });
    const plan = maker.plan({ ...options, seed: deriveSeed(options.seed, "experiences") });
    return {
      inheritance: plan.inheritance,
      run: (index, context) =>
        plan.run(index, {
          ...context,
          seed: deriveSeed(context.seed, "experience"),
          taskSeed: deriveSeed(context.taskSeed, "experience"),
        }),
    };
  }
}

/** The dialogue with what went wrong when its experience was made among its faults. */
function withFaults(dialog: Dialog, faults: GeneratedExperience["faults"]): Dialog {
  if (faults === undefined) return dialog;
  const { id, parentId, extra } = dialog;
  return dialog.clone({ id, parentId, faults: { ...(extra["faults"] as object | undefined), ...faults } });
}
