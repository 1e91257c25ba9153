import {
  checkArguments,
  requireOptions,
  checkOptions,
  type OptionNames,
  pickOptions,
} from "@sdialog/core/internal";
import {
  type Behaviour,
  type Clock,
  coherent,
  Conversation,
  drawBehaviour,
  type Envelope,
  forSpeakers,
  type Goal,
  goalDirectedUser,
  type Guard,
  noLeak,
  noRepeatedMessage,
  notEmpty,
  singleSpeaker,
  userGuards,
  type UserKnowledge,
} from "@sdialog/agents";
import { goalOf, userPlace } from "@sdialog/agents/internal";
import {
  type AttributeModel,
  deriveSeed,
  Dialog,
  InvalidArgumentError,
  type JsonObject,
  Random,
} from "@sdialog/core";
import type { ModelRef, PromptTexts } from "@sdialog/llm";
import { lockedModel } from "../locked-model.ts";
import { type GeneratorModel, modelSettings } from "../model-settings.ts";
import { dialogPlan, runOptionsOf } from "../plan/dialog-plan.ts";
import {
  type BatchOptions,
  batchOptionNames,
  attempter,
  type BatchReport,
  runPlan,
  type TryOptions,
  tryOptionNames,
  runPlanOptionNames,
} from "../plan/run-plan.ts";
import { mapPlan, type TaskContext, type TaskPlan } from "../plan/task-plan.ts";
import {
  checkRespondent,
  respondent,
  type Respondent,
  respondentModels,
  withSettings,
} from "../respondent.ts";
import { cutTemplate } from "./cut-template.ts";
import { inquirerName, roleplayResult } from "./roleplay-outcome.ts";

/** Who plays the two sides, for which persons and goals, and by which rules. */
export interface RoleplayGeneratorOptions<Ref = ModelRef> extends TryOptions {
  /** Plays the persons. Default: the configured model. */
  readonly inquirer?: ModelRef | GeneratorModel<Ref> | undefined;
  /** Who answers: a model, or a participant such as `chatbot(url)`. Sees neither person nor goal. Default: the configured model. */
  readonly responder?: Respondent<Ref> | undefined;
  /** What is wanted; of several lines, each after the first is brought up one turn later. */
  readonly goals: readonly (string | Goal)[];
  readonly personas: readonly (AttributeModel | string)[];
  /** How they behave, whoever they are: policies, or types of users with shares. Default: as the model plays them. */
  readonly policies?: Behaviour | undefined;
  /** Most messages, of both sides together. Default: 24, which are twelve exchanges. */
  readonly maxTurns?: number | undefined;
  /** How the inquirer marks its message. Default: between quotation marks. */
  readonly envelope?: Envelope | undefined;
  /** What drafts must pass besides what is always checked. */
  readonly guards?: readonly Guard[] | undefined;
  /** How often a refused message is asked for again, the inquirer's under other decoding settings. Default: 2. */
  readonly turnRetries?: number | undefined;
  /** The token limit for asking again after a message was cut off at `maxTokens`. Default: it is not asked for again. */
  readonly retryMaxTokens?: number | undefined;
  /**
   * Whether the rules of the original implementation are followed to the letter: the first straight quotation is the message, "Finish" ends
   * the dialogue too, and the first fault of any kind ends it. Default: false.
   */
  readonly compat?: boolean | undefined;
  /** Templates in place of the library's: `inquirer`, `inquirer-follow-up`, `inquirer-again`. */
  readonly prompts?: PromptTexts<"inquirer" | "inquirer-follow-up" | "inquirer-again"> | undefined;
}

const roleplayGeneratorOptionNames: OptionNames<RoleplayGeneratorOptions<unknown>> = {
  inquirer: true,
  responder: true,
  goals: true,
  personas: true,
  policies: true,
  maxTurns: true,
  envelope: true,
  guards: true,
  turnRetries: true,
  retryMaxTokens: true,
  compat: true,
  prompts: { inquirer: true, "inquirer-follow-up": true, "inquirer-again": true },
  ...tryOptionNames,
};

/** One dialogue to hold. */
export interface RoleplayTask {
  readonly goal: string | Goal;
  readonly persona: AttributeModel | string;
  /** Everything follows from it: the models of pools, every call. */
  readonly seed: number;
  readonly id?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
}

const roleplayTaskNames: OptionNames<RoleplayTask> = {
  goal: true,
  persona: true,
  seed: true,
  id: true,
  signal: true,
  clock: true,
};

/** From which seed dialogues are made, and how many. */
export interface PlanRoleplayOptions {
  readonly seed: number;
  /** More than there are pairs of persons and goals, and they come again. Default: every pair once. */
  readonly count?: number | undefined;
}

const planRoleplayOptionNames: OptionNames<PlanRoleplayOptions> = { seed: true, count: true };

/** From which seed dialogues are made, and how. */
export type GenerateRoleplayOptions = PlanRoleplayOptions & BatchOptions<Dialog>;

const generateRoleplayOptionNames: OptionNames<GenerateRoleplayOptions> = {
  ...planRoleplayOptionNames,
  ...batchOptionNames,
};

const isInquirer = (name: string): boolean => name === inquirerName;
const isResponder = (name: string): boolean => name !== inquirerName;

/**
 * People with goals who question a chatbot: LLM Roleplay (Tamoyan et al. 2024). Every person pursues every goal once;
 * each dialogue is a function of goal, person and seed.
 *
 * @typeParam Ref how models are named; a plan with other names than the library's is for whoever knows them
 */
export class RoleplayGenerator<Ref = ModelRef> {
  readonly #options: RoleplayGeneratorOptions<Ref>;
  readonly #goals: readonly Goal[];

  /** @throws InvalidArgumentError for no goals or persons, an empty goal, or no room for an exchange */
  constructor(options: RoleplayGeneratorOptions<Ref>) {
    checkArguments("new RoleplayGenerator", arguments, 1);
    checkOptions("new RoleplayGenerator", options, roleplayGeneratorOptionNames);
    requireOptions("new RoleplayGenerator", options, ["goals", "personas"]);
    checkRespondent("new RoleplayGenerator inquirer", options.inquirer);
    checkRespondent("new RoleplayGenerator responder", options.responder);
    const { goals, personas, maxTurns = 24 } = options;
    this.#goals = goals.map((goal) => (typeof goal === "string" ? goalOf(goal) : goal));
    if (this.#goals.length === 0 || this.#goals.some(({ steps }) => steps.length === 0))
      throw new InvalidArgumentError("Role-play needs goals, and every goal needs text");
    if (personas.length === 0) throw new InvalidArgumentError("Role-play needs at least one persona");
    if (!Number.isInteger(maxTurns) || maxTurns < 2)
      throw new InvalidArgumentError(
        `maxTurns must be a whole number of at least 2, a message and an answer, not ${maxTurns}`,
      );
    this.#options = options;
  }

  /** Pairs of a person and a goal: dialogues that {@link RoleplayGenerator.generate} makes unless told otherwise. */
  get count(): number {
    return this.#goals.length * this.#options.personas.length;
  }

  /**
   * Holds a dialogue. One that ends in failure is held again under another seed; one that stays so, or whose model
   * fails for good, is returned as far as it came, with its stop reason.
   * @throws ModelError and others with which no dialogue could succeed, such as a wrong key
   */
  async play(this: RoleplayGenerator, task: RoleplayTask): Promise<Dialog> {
    checkOptions("RoleplayGenerator.play", task, roleplayTaskNames);
    requireOptions("RoleplayGenerator.play", task, ["goal", "persona", "seed"]);
    const { seed, id, signal = new AbortController().signal, clock } = task;
    const plan = dialogPlan({
      count: 1,
      seed,
      make: async (_index, context) =>
        (await this.#conversation(task, context)).run({ ...runOptionsOf(context), id }),
    });
    const { made } = await attempter({ ...this.#options, clock })({ ...plan, seed: () => seed }, 0, {
      signal,
    });
    return made as Dialog;
  }

  /** Who pursues what: goal by goal, every person. How a dialogue came out is kept under `roleplay`. */
  plan(options: PlanRoleplayOptions): TaskPlan<Dialog, Ref> {
    const { seed, count = this.count } = checkOptions(
      "RoleplayGenerator.plan",
      options,
      planRoleplayOptionNames,
    );
    const { personas } = this.#options;
    const plan = dialogPlan<Ref>({
      count,
      seed,
      make: async (index, context) => {
        const pair = index % this.count;
        const goal = this.#goals[Math.floor(pair / personas.length)] as Goal;
        const persona = personas[pair % personas.length] as AttributeModel | string;
        const place = userPlace(new Random(seed), index);
        return (await this.#conversation({ goal, persona }, context, place)).run(runOptionsOf(context));
      },
    });
    const { inquirer, responder } = this.#options;
    return {
      ...mapPlan(plan, (dialog) => new Dialog({ ...dialog.toJSON(), roleplay: roleplayResult(dialog) })),
      models: [withSettings<Ref>(inquirer).model, ...respondentModels<Ref>(responder)],
    };
  }

  /**
   * Carries out a {@link RoleplayGenerator.plan} here, several dialogues at a time, and yields them in its order; those
   * that ended in failure too, since how often that happens is what one wants to know. A recipe of the kind `roleplay`
   * carries out the same plan.
   *
   * @returns what was made and what is missing, as the generator's return value
   * @throws as {@link RoleplayGenerator.play}; the signal's reason when cancelled
   */
  generate(
    this: RoleplayGenerator,
    options: GenerateRoleplayOptions,
  ): AsyncGenerator<Dialog, BatchReport, void> {
    checkOptions("RoleplayGenerator.generate", options, generateRoleplayOptionNames);
    return runPlan(
      this.plan(pickOptions(options, planRoleplayOptionNames)),
      pickOptions({ keepFailed: true, ...this.#options, ...options }, runPlanOptionNames),
    );
  }

  async #conversation(
    { goal, persona }: Pick<RoleplayTask, "goal" | "persona">,
    context: TaskContext<Ref>,
    place?: number,
  ): Promise<Conversation> {
    const { inquirer, responder, envelope, maxTurns = 24, compat = false, policies = [] } = this.#options;
    const { steps, facts } = typeof goal === "string" ? goalOf(goal) : goal;
    const random = new Random(context.taskSeed).fork("behaviour");
    const { type, orchestrators } = drawBehaviour(policies, random, place);
    const told = [typeof persona === "string" ? persona : persona.describe()];
    const { model, ...settings } = withSettings<Ref>(inquirer);
    return new Conversation({
      participants: [
        goalDirectedUser({
          persona,
          goal: { steps, facts },
          orchestrators,
          name: inquirerName,
          model: lockedModel(await context.model(model), deriveSeed(context.taskSeed, "inquirer")),
          settings: modelSettings(settings),
          envelope,
          varyDecoding: !compat,
          prompts: this.#options.prompts,
          compat,
        }),
        await respondent(responder, context),
      ],
      scenario: {
        goal: [...steps],
        ...(facts === undefined ? {} : { facts: facts as JsonObject }),
        ...(type === undefined ? {} : { userType: type }),
      },
      guards: [
        ...(compat
          ? literalGuards()
          : strictGuards({ user: inquirerName, facts, goal: steps, told, orchestrators })),
        ...(this.#options.guards ?? []),
      ],
      retries: compat ? 0 : (this.#options.turnRetries ?? 2),
      retryMaxTokens: this.#options.retryMaxTokens,
      maxTurns,
    });
  }
}

function strictGuards(user: UserKnowledge): Guard[] {
  return [
    singleSpeaker(),
    forSpeakers(isResponder, cutTemplate()),
    notEmpty(),
    forSpeakers(isInquirer, noLeak()),
    ...userGuards(user),
    forSpeakers(isInquirer, noRepeatedMessage()),
    forSpeakers(isInquirer, coherent({ longest: 4 })),
    forSpeakers(isResponder, coherent({ longest: 5 })),
  ];
}

/** The original looks at the inquirer's whole reply, which the inquirer itself does; the rest is the responder's. */
function literalGuards(): Guard[] {
  const guards = [cutTemplate(), notEmpty(), coherent({ longest: 5, everything: true, literal: true })];
  return guards.map((guard) => forSpeakers(isResponder, guard));
}
