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
import { tracedAsGiven } from "./as-given.ts";
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

/** Where the experiences of chats are from. */
interface ExperienceMaker<Ref = ModelRef> extends Pick<
  TaskPlan<Experience | GeneratedExperience, Ref>,
  "run" | "inheritance" | "models"
> {
  /** By which prompts they are made, each with its hash; nothing for given ones. */
  readonly prompts?: Readonly<Record<string, string>> | undefined;
}

/**
 * Conversations of several people who know each other (ConvoGen).
 *
 * @typeParam Ref how models are named; a plan with other names than the library's is for whoever knows them
 */
export class GroupChatGenerator<Ref = ModelRef> {
  readonly #options: GroupChatGeneratorOptions<Ref>;

  /** @throws InvalidArgumentError for no experiences, and for what is not one */
  constructor(options: GroupChatGeneratorOptions<Ref> = {}) {
    checkArguments("new GroupChatGenerator", arguments, 1);
    checkOptions("new GroupChatGenerator", options, groupChatGeneratorOptionNames);
    const { experiences } = options;
    if (Array.isArray(experiences) && experiences.length === 0)
      throw new InvalidArgumentError("A group chat needs an experience: the list is empty");
    this.#options =
      experiences === undefined || experiences instanceof ExperienceGenerator
        ? options
        : {
            ...options,
            experiences: experiences.map((one, position) => tracedAsGiven(one, `experiences[${position}]`)),
          };
  }

  /** A chat of each experience in turn, or of one made for it. */
  plan(options: PlanGroupChatsOptions): TaskPlan<Dialog, Ref> {
    const { count, seed, batch, iterative } = checkOptions(
      "GroupChatGenerator.plan",
      options,
      planGroupChatsOptionNames,
    );
    const {
      experiences,
      model,
      turnTaking,
      turnRetries,
      retries: _,
      modelRetries: __,
      backOff: ___,
      ...chat
    } = this.#options;
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
        return asMade(dialog, { faults, prompts: experienceOf.prompts });
      },
    });
    return {
      ...plan,
      inheritance: experienceOf.inheritance,
      models: [model, ...(experienceOf.models ?? [])],
    };
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
  ): ExperienceMaker<Ref> {
    if (experiences !== undefined && !(experiences instanceof ExperienceGenerator))
      return { run: async (index) => ({ made: experiences[index % experiences.length] }) };
    const { model, settings } = this.#options;
    const maker = experiences ?? new ExperienceGenerator<Ref>({ model, settings });
    const plan = maker.plan({ ...options, seed: deriveSeed(options.seed, "experiences") });
    return {
      prompts: maker.prompts,
      inheritance: plan.inheritance,
      models: plan.models,
      run: (index, context) =>
        plan.run(index, {
          ...context,
          seed: deriveSeed(context.seed, "experience"),
          taskSeed: deriveSeed(context.taskSeed, "experience"),
        }),
    };
  }
}

/** The dialogue with what its experience was made by, and what went wrong with that, among its own. */
function asMade(
  dialog: Dialog,
  { faults, prompts = {} }: Pick<GeneratedExperience, "faults"> & Pick<ExperienceMaker, "prompts">,
): Dialog {
  const { id, parentId, extra } = dialog;
  const hashes = Object.entries(prompts).map(([name, hash]) => [name, [hash]]);
  if (faults === undefined && hashes.length === 0) return dialog;
  return dialog.clone({
    id,
    parentId,
    ...(faults === undefined ? {} : { faults: { ...(extra["faults"] as object | undefined), ...faults } }),
    prompts: { ...(extra["prompts"] as object | undefined), ...Object.fromEntries(hashes) },
  });
}
