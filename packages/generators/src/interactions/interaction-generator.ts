import { interactionTaskOptionNames } from "./interaction-task.ts";
import { checkArguments, checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import { interactionGeneratorOptionNames } from "./interaction-options.ts";
import {
  coherent,
  ConversationFailedError,
  Conversation,
  drawBehaviour,
  feedbackUser,
  forSpeakers,
  minTurns,
  noLeak,
  noRepeatedMessage,
  notEmpty,
  type Participant,
  singleSpeaker,
  userGuards,
} from "@sdialog/agents";
import { systemClock, timestamp } from "@sdialog/agents/internal";
import { deriveSeed, Dialog, InvalidArgumentError, Random, SDialogError } from "@sdialog/core";
import { addUsage, type ModelRef, noUsage, StructuredOutputError, type Usage } from "@sdialog/llm";
import { lockedModel } from "../locked-model.ts";
import { modelSettings } from "../model-settings.ts";
import { describeFeatures } from "../persona-bank/persona-bank.ts";
import {
  type BatchOptions,
  batchOptionNames,
  attempter,
  type BatchReport,
  runPlan,
  runPlanOptionNames,
} from "../plan/run-plan.ts";
import { forTask, type TaskContext, type TaskPlan, type TaskResult } from "../plan/task-plan.ts";
import { checkRespondent, respondent, respondentModels } from "../respondent.ts";
import { adaptQuery, type StyleTransfer } from "./adapt-query.ts";
import { type Interaction, interactionOf, interactionStop, isUsable } from "./interaction.ts";
import type { InteractionGeneratorOptions } from "./interaction-options.ts";
import { userName } from "./interaction-dialog.ts";
import { type InteractionPersona, interactionPersona } from "./interaction-persona.ts";
import type { InteractionTask } from "./interaction-task.ts";
import {
  planInteractions,
  type PlanInteractionsOptions,
  planInteractionsOptionNames,
} from "./plan-interactions.ts";
import type { Query } from "./query.ts";
import { drawTargetAnswers } from "./target-answers.ts";

/** For whom interactions are made, about what, and how. */
export type GenerateInteractionsOptions = PlanInteractionsOptions & BatchOptions<Interaction>;

const generateInteractionsOptionNames: OptionNames<GenerateInteractionsOptions> = {
  ...planInteractionsOptionNames,
  ...batchOptionNames,
};

type KnownTask = Omit<InteractionTask, "seed"> & { readonly persona: InteractionPersona };

/**
 * Simulated users with personas who ask an assistant for something and give feedback until they are satisfied: the
 * interactions of PersonaGym. An interaction is a function of its persona, query and seed.
 *
 * @typeParam Ref how models are named; a plan with other names than the library's is for whoever knows them
 */
export class InteractionGenerator<Ref = ModelRef> {
  readonly #options: InteractionGeneratorOptions<Ref>;
  /** In answers: with each of them, two more messages are there. */
  readonly #limits: { readonly min: number; readonly max: number };

  /** @throws InvalidArgumentError for limits that contradict each other */
  constructor(options: InteractionGeneratorOptions<Ref> = {}) {
    checkArguments("new InteractionGenerator", arguments, 1);
    checkOptions("new InteractionGenerator", options, interactionGeneratorOptionNames);
    checkRespondent("new InteractionGenerator assistant", options.assistant);
    const { minTurns: fewest = 4, maxTurns: most = 10 } = options;
    const [min, max] = [Math.ceil(fewest / 2), Math.floor(most / 2)];
    if (![fewest, most].every(Number.isInteger) || fewest < 1 || max < min) {
      throw new InvalidArgumentError(
        `minTurns and maxTurns must be whole numbers that leave room for an answer, not ${fewest} and ${most}`,
        { hint: "Both count messages: the user's and the answers to them." },
      );
    }
    this.#options = options;
    this.#limits = { min, max };
  }

  /**
   * Makes one interaction. One that is no good is made again under other seeds but with the same model; when it stays
   * so, or a model fails for good, it is returned as it is, with its stop reason.
   * @throws ModelError and others with which no interaction could succeed, such as a wrong key
   */
  async interact(this: InteractionGenerator, options: InteractionTask): Promise<Interaction> {
    checkOptions("InteractionGenerator.interact", options, interactionTaskOptionNames);
    const { seed, signal = new AbortController().signal, clock, ...task } = options;
    const persona = interactionPersona(task.persona);
    const plan: TaskPlan<Interaction> = {
      count: 1,
      models: this.#models(),
      seed: () => seed,
      run: (_index, context) => this.#hold({ ...task, persona }, context),
    };
    const { made } = await attempter({ ...this.#options, clock })(plan, 0, { signal });
    return made as Interaction;
  }

  /**
   * Who asks what: `perPersona` interactions of each person, every query used once, the first round a function of
   * people, queries and seed alone. What stays no good is made of queries nobody used.
   * @throws InvalidArgumentError for too few queries, two people with one id, or numbers that are not counts
   */
  plan(options: PlanInteractionsOptions): TaskPlan<Interaction, Ref> {
    checkOptions("InteractionGenerator.plan", options, planInteractionsOptionNames);
    return {
      ...planInteractions(options, (task, context: TaskContext<Ref>) => this.#hold(task, context)),
      models: this.#models(),
    };
  }

  #models(): readonly (Ref | undefined)[] {
    const { user, assistant } = this.#options;
    return [user?.model, ...respondentModels<Ref>(assistant)];
  }

  /**
   * Carries out a {@link InteractionGenerator.plan} here, several interactions at a time, and yields them in its order.
   * A recipe of the kind `interactions` carries out the same plan, and keeps what it makes.
   *
   * @returns what was made and what is missing, as the generator's return value
   * @throws as {@link InteractionGenerator.interact}; the signal's reason when cancelled
   */
  generate(
    this: InteractionGenerator,
    options: GenerateInteractionsOptions,
  ): AsyncGenerator<Interaction, BatchReport, void> {
    checkOptions("InteractionGenerator.generate", options, generateInteractionsOptionNames);
    return runPlan(
      this.plan(pickOptions(options, planInteractionsOptionNames)),
      pickOptions({ concurrency: 20, ...this.#options, ...options }, runPlanOptionNames),
    );
  }

  async #hold(task: KnownTask, context: TaskContext<Ref>): Promise<TaskResult<Interaction>> {
    const { persona, query } = task;
    const { clock = systemClock, signal } = context;
    const target = task.targetAnswers ?? this.#target(new Random(context.taskSeed).fork("target"));
    const seed = deriveSeed(context.seed, query.id);
    const opening = {
      text: query.text,
      mode: null as StyleTransfer | null,
      usage: noUsage,
      prompts: {},
    };
    const record = (dialog: Dialog): Interaction =>
      interactionOf(dialog, userName, {
        persona,
        queryId: query.id,
        originalQuery: query.text,
        initialQuery: opening.text,
        metadata: {
          ...task.metadata,
          target_turns: target,
          style_transfer: opening.mode,
          seed,
          dialog_id: dialog.id,
          prompts: { ...opening.prompts, ...(dialog.extra["prompts"] as object | undefined) },
          usage: addUsage(opening.usage, (dialog.extra["usage"] as Usage | undefined) ?? noUsage),
        },
      });
    try {
      Object.assign(opening, await this.#open(task, context));
      const asked = { ...query, text: opening.text };
      const conversation = await this.#conversation(persona, asked, target, context);
      return resultOf(record(await conversation.run({ seed, clock, signal })));
    } catch (error) {
      if (error instanceof ConversationFailedError) return { made: record(error.dialog), error };
      if (!SDialogError.isInstance(error)) throw error;
      const unread = error instanceof StructuredOutputError;
      const dialog = new Dialog({
        timestamp: timestamp(clock),
        seed,
        turns: [],
        stopReason: unread ? "parse_error" : "provider_error",
        usage: unread ? error.usage : noUsage,
        failure: { code: error.code, message: error.message },
      });
      return unread ? resultOf(record(dialog)) : { made: record(dialog), error };
    }
  }

  #target(random: Random): number {
    const { targetAnswers = drawTargetAnswers } = this.#options;
    const target = typeof targetAnswers === "number" ? targetAnswers : targetAnswers(random);
    return Math.min(this.#limits.max, Math.max(this.#limits.min, target));
  }

  /** The query as the person would ask it. */
  async #open({ persona, query }: KnownTask, context: TaskContext<Ref>) {
    const { styleTransfer = "mixed", user, prompts } = this.#options;
    if (styleTransfer === "off") return {};
    return adaptQuery({
      ...user,
      model: await context.model(user?.model),
      persona: describeFeatures(persona.features),
      query: query.text,
      length: persona.features["query_length_pref"],
      mode: styleTransfer === "mixed" ? undefined : styleTransfer,
      prompts: { "query-adaptation": prompts?.["query-adaptation"] },
      random: new Random(context.seed).fork("adapt", query.id),
      signal: context.signal,
    });
  }

  async #conversation(
    persona: InteractionPersona,
    query: Omit<Query, "id">,
    target: number,
    context: TaskContext<Ref>,
  ): Promise<Conversation> {
    const { user = {}, assistant, noise, guards = [], turnRetries = 2, policies = [] } = this.#options;
    const { min, max } = this.#limits;
    const { text, facts } = query;
    const { type, orchestrators } = drawBehaviour(policies, new Random(context.taskSeed).fork("behaviour"));
    const described = describeFeatures(persona.features);
    const participants: readonly Participant[] = [
      feedbackUser({
        persona: described,
        query: text,
        facts,
        orchestrators,
        name: userName,
        prompts: { "feedback-user": this.#options.prompts?.["feedback-user"] },
        model: lockedModel(await context.model(user.model), deriveSeed(context.taskSeed, "user")),
        settings: modelSettings(user),
        targetAnswers: target,
        maxAnswers: max,
        feedbackProbability: this.#options.feedbackProbability,
        noise: await forTask(noise, context),
      }),
      await respondent(assistant, context),
    ];
    const users = [userName];
    return new Conversation({
      participants,
      scenario: type === undefined ? undefined : { userType: type },
      guards: [
        singleSpeaker(),
        notEmpty(),
        coherent(),
        ...userGuards({ user: userName, facts, goal: [text], told: [described], orchestrators }),
        forSpeakers(users, noLeak()),
        forSpeakers(users, noRepeatedMessage()),
        ...(await forTask(guards, context)),
      ],
      retries: turnRetries,
      retryMaxTokens: this.#options.retryMaxTokens,
      // A message of the user and an answer each; the user then leaves by itself.
      stop: [minTurns(2 * min)],
      maxTurns: 2 * max + 1,
    });
  }
}

/** An interaction that ended in failure is no good. */
function resultOf(interaction: Interaction): TaskResult<Interaction> {
  if (isUsable(interaction)) return { made: interaction };
  const reason = interactionStop(interaction) ?? "unknown";
  const message = `the interaction ended after ${interaction.num_turns} answers: ${reason}`;
  return { made: interaction, refused: { reason, message } };
}
