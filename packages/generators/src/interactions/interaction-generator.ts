import {
  coherent,
  ConversationFailedError,
  Conversation,
  feedbackUser,
  forSpeakers,
  type Guard,
  minTurns,
  type Noise,
  noLeak,
  noRepeatedMessage,
  noRoleInversion,
  notEmpty,
  type Participant,
  singleSpeaker,
} from "@sdialog/agents";
import { systemClock } from "@sdialog/agents/internal";
import { deriveSeed, Dialog, InvalidArgumentError, Random, SDialogError } from "@sdialog/core";
import { addUsage, type ModelRef, noUsage, StructuredOutputError, type Usage } from "@sdialog/llm";
import { isHopeless } from "../hopeless.ts";
import { lockedModel } from "../locked-model.ts";
import { type GeneratorModel, modelSettings } from "../model-settings.ts";
import { describeFeatures } from "../persona-bank/persona-bank.ts";
import { respondent, type Respondent } from "../respondent.ts";
import { timestamp } from "../timestamp.ts";
import { type TryAgain, tryAgain, type TryAgainOptions } from "../try-again.ts";
import { adaptQuery, type StyleTransfer } from "./adapt-query.ts";
import {
  type GenerateInteractionsOptions,
  generateInteractions,
  type InteractionReport,
} from "./generate-interactions.ts";
import { type Interaction, interactionOf, isUsable } from "./interaction.ts";
import { type InteractionPersona, interactionPersona } from "./interaction-persona.ts";
import type { InteractionTask } from "./interaction-task.ts";
import { drawTargetAnswers } from "./target-answers.ts";

/** Who plays the two sides of an interaction, how long it goes on, and what is checked. */
export interface InteractionGeneratorOptions extends TryAgainOptions {
  /** Plays the users, and rewrites queries in their style. Default: the configured model. */
  readonly user?: GeneratorModel | undefined;
  /** Who answers: a model, a pool of which every dialogue gets one, or a participant such as a chatbot under test. */
  readonly assistant?: Respondent | undefined;
  /** Disturbs what users say. */
  readonly noise?: Noise | undefined;
  /** Fewest messages, of both sides together: no user is satisfied sooner. Default: 4, which are two answers. */
  readonly minTurns?: number | undefined;
  /** Most messages, of both sides together. Default: 10, which are five answers. */
  readonly maxTurns?: number | undefined;
  /** How many answers a user wants. Default: {@link drawTargetAnswers}. */
  readonly targetAnswers?: number | ((random: Random) => number) | undefined;
  /** Whether queries are rewritten in the person's style, and by how much of it; `mixed`: half and half. Default: `mixed`. */
  readonly styleTransfer?: StyleTransfer | "mixed" | "off" | undefined;
  /** What drafts must pass besides what is always checked. */
  readonly guards?: readonly Guard[] | undefined;
  /** How often a refused message is written again. Default: 2. */
  readonly turnRetries?: number | undefined;
}

type KnownTask = InteractionTask & { readonly persona: InteractionPersona };

const userName = "User";

/**
 * Simulated users with personas who ask an assistant for something and give feedback until they are satisfied: the
 * interactions of PersonaGym. An interaction is a function of its persona, query and seed.
 */
export class InteractionGenerator {
  readonly #options: InteractionGeneratorOptions;
  /** In answers: with each of them, two more messages are there. */
  readonly #limits: { readonly min: number; readonly max: number };
  readonly #tryAgain: TryAgain;

  /** @throws InvalidArgumentError for limits that contradict each other */
  constructor(options: InteractionGeneratorOptions = {}) {
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
    this.#tryAgain = tryAgain(options);
  }

  /**
   * Makes one interaction. A failed one is tried again under other seeds but with the same model; when it fails for
   * good it is returned as it is, with its stop reason.
   * @throws ModelError and others with which no interaction could succeed, such as a wrong key
   */
  async interact(options: InteractionTask): Promise<Interaction> {
    const task = { ...options, persona: interactionPersona(options.persona) };
    let spent = noUsage;
    for (let attempt = 1; ; attempt++) {
      const { interaction, usage, error } = await this.#attempt(task, attempt - 1);
      spent = addUsage(spent, usage);
      if (isUsable(interaction) || !(await this.#tryAgain(error, attempt, task.signal)))
        return { ...interaction, metadata: { ...interaction.metadata, attempts: attempt, usage: spent } };
    }
  }

  /**
   * Makes interactions until every persona has its quota, several at a time, and yields them in the order of the plan.
   * Interactions that fail for good are replaced by others, on other queries but with the same model, for a number
   * of rounds. Those the store holds count, and are not made again.
   *
   * @returns what was made and what is missing, as the generator's return value
   * @throws as {@link InteractionGenerator.interact}; the signal's reason when cancelled
   */
  generate(options: GenerateInteractionsOptions): AsyncGenerator<Interaction, InteractionReport, void> {
    return generateInteractions((task) => this.interact(task), options);
  }

  async #attempt(
    task: KnownTask,
    attempt: number,
  ): Promise<{ readonly interaction: Interaction; readonly usage: Usage; readonly error?: unknown }> {
    const { persona, query, clock = systemClock } = task;
    const random = new Random(task.seed);
    const target = task.targetAnswers ?? this.#target(random.fork("target"));
    const seed = deriveSeed(task.seed, query.id, ...(attempt === 0 ? [] : ["attempt", attempt]));
    const opening = { text: query.text, mode: null as StyleTransfer | null, usage: noUsage };
    const record = (dialog: Dialog) => ({
      interaction: interactionOf(dialog, userName, {
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
        },
      }),
      usage: addUsage(opening.usage, (dialog.extra["usage"] as Usage | undefined) ?? noUsage),
    });
    try {
      Object.assign(opening, await this.#open(task, random.fork("adapt", query.id, attempt)));
      const conversation = await this.#conversation(task, opening.text, target);
      return record(await conversation.run({ seed, clock, signal: task.signal }));
    } catch (error) {
      if (isHopeless(error) || !SDialogError.isInstance(error)) throw error;
      if (error instanceof ConversationFailedError) return { ...record(error.dialog), error: error.cause };
      const unread = error instanceof StructuredOutputError;
      const dialog = new Dialog({
        timestamp: timestamp(clock),
        seed,
        turns: [],
        stopReason: unread ? "parse_error" : "provider_error",
        usage: unread ? error.usage : noUsage,
        failure: { code: error.code, message: error.message },
      });
      return { ...record(dialog), ...(unread ? {} : { error }) };
    }
  }

  #target(random: Random): number {
    const { targetAnswers = drawTargetAnswers } = this.#options;
    const target = typeof targetAnswers === "number" ? targetAnswers : targetAnswers(random);
    return Math.min(this.#limits.max, Math.max(this.#limits.min, target));
  }

  /** The query as the person would ask it. */
  async #open({ persona, query, signal }: KnownTask, random: Random) {
    const { styleTransfer = "mixed", user } = this.#options;
    if (styleTransfer === "off") return {};
    return adaptQuery({
      ...user,
      persona: describeFeatures(persona.features),
      query: query.text,
      length: persona.features["query_length_pref"],
      mode: styleTransfer === "mixed" ? undefined : styleTransfer,
      random,
      signal,
    });
  }

  async #conversation(
    { persona, seed, modelSeed = seed }: KnownTask,
    query: string,
    target: number,
  ): Promise<Conversation> {
    const { user = {}, assistant, noise, guards = [], turnRetries = 2 } = this.#options;
    const { min, max } = this.#limits;
    const participants: readonly Participant[] = [
      feedbackUser({
        persona: describeFeatures(persona.features),
        query,
        name: userName,
        model: await lockedModel(user.model as ModelRef | undefined, deriveSeed(modelSeed, "user")),
        settings: modelSettings(user),
        targetAnswers: target,
        maxAnswers: max,
        noise,
      }),
      await respondent(assistant, modelSeed),
    ];
    const users = [userName];
    return new Conversation({
      participants,
      guards: [
        singleSpeaker(),
        notEmpty(),
        coherent(),
        noRoleInversion(users),
        forSpeakers(users, noLeak()),
        forSpeakers(users, noRepeatedMessage()),
        ...guards,
      ],
      retries: turnRetries,
      // A message of the user and an answer each; the user then leaves by itself.
      stop: [minTurns(2 * min)],
      maxTurns: 2 * max + 1,
    });
  }
}
