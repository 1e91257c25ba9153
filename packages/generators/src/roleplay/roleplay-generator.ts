import {
  type Clock,
  coherent,
  Conversation,
  ConversationFailedError,
  type Envelope,
  forSpeakers,
  type Goal,
  goalDirectedUser,
  type Guard,
  noLeak,
  noRepeatedMessage,
  noRoleInversion,
  notEmpty,
  singleSpeaker,
} from "@sdialog/agents";
import { goalOf } from "@sdialog/agents/internal";
import { type AttributeModel, deriveSeed, type Dialog, InvalidArgumentError } from "@sdialog/core";
import type { ChatModel, ModelRef } from "@sdialog/llm";
import { pMapIterable } from "p-map";
import { isHopeless } from "../hopeless.ts";
import { lockedModel } from "../locked-model.ts";
import { type GeneratorModel, modelSettings } from "../model-settings.ts";
import { respondent, type Respondent } from "../respondent.ts";
import { type TryAgain, tryAgain, type TryAgainOptions } from "../try-again.ts";
import { cutTemplate } from "./cut-template.ts";

/** Who plays the two sides, for which persons and goals, and by which rules. */
export interface RoleplayGeneratorOptions extends TryAgainOptions {
  /** Plays the persons. Default: the configured model. */
  readonly inquirer?: ModelRef | GeneratorModel | undefined;
  /** Who answers: a model, or a participant such as `chatbot(url)`. Sees neither person nor goal. Default: the configured model. */
  readonly responder?: Respondent | undefined;
  /** What is wanted; of several lines, each after the first is brought up one turn later. */
  readonly goals: readonly (string | Goal)[];
  readonly personas: readonly (AttributeModel | string)[];
  /** Most messages, of both sides together. Default: 24, which are twelve exchanges. */
  readonly maxTurns?: number | undefined;
  /** How the inquirer marks its message. Default: between quotation marks. */
  readonly envelope?: Envelope | undefined;
  /** What drafts must pass besides what is always checked. */
  readonly guards?: readonly Guard[] | undefined;
  /** How often a refused message is asked for again, the inquirer's under other decoding settings. Default: 2. */
  readonly turnRetries?: number | undefined;
  /**
   * The rules of the original implementation to the letter: the first straight quotation is the message, "Finish" ends
   * the dialogue too, and the first fault of any kind ends it. Default: false.
   */
  readonly compat?: boolean | undefined;
}

/** One dialogue to hold. */
export interface RoleplayTask {
  readonly goal: string | Goal;
  readonly persona: AttributeModel | string;
  /** Everything follows from it. */
  readonly seed: number;
  /** Chooses the models of pools instead: the same for a second try under another seed. Default: `seed`. */
  readonly modelSeed?: number | undefined;
  readonly id?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
}

/** From which seed dialogues are made, and how many at the same time. */
export interface GenerateRoleplayOptions {
  readonly seed: number;
  /** Dialogues at the same time. Default: 8. */
  readonly concurrency?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
}

/** The name that the person goes by in the dialogues. */
export const inquirerName = "User";
const isInquirer = (name: string): boolean => name === inquirerName;
const isResponder = (name: string): boolean => name !== inquirerName;

/**
 * Persons with goals who question a chatbot: LLM Roleplay (Tamoyan et al. 2024). Every person pursues every goal once;
 * each dialogue is a function of goal, person and seed.
 */
export class RoleplayGenerator {
  readonly #options: RoleplayGeneratorOptions;
  readonly #goals: readonly Goal[];
  readonly #tryAgain: TryAgain;

  /** @throws InvalidArgumentError for no goals or persons, an empty goal, or no room for an exchange */
  constructor(options: RoleplayGeneratorOptions) {
    const { goals, personas, maxTurns = 24 } = options;
    this.#goals = goals.map((goal) => (typeof goal === "string" ? goalOf(goal) : goal));
    if (this.#goals.length === 0 || this.#goals.some(({ steps }) => steps.length === 0))
      throw new InvalidArgumentError("Role-play needs goals, and every goal needs a text");
    if (personas.length === 0) throw new InvalidArgumentError("Role-play needs at least one persona");
    if (!Number.isInteger(maxTurns) || maxTurns < 2)
      throw new InvalidArgumentError(
        `maxTurns must be a whole number of at least 2, a message and an answer, not ${maxTurns}`,
      );
    this.#options = options;
    this.#tryAgain = tryAgain(options);
  }

  /** Dialogues that {@link RoleplayGenerator.generate} makes. */
  get count(): number {
    return this.#goals.length * this.#options.personas.length;
  }

  /**
   * Holds a dialogue. When a model fails in a way that may pass, it is held again; one that fails for good is returned as
   * far as it came, with its stop reason.
   * @throws ModelError and others with which no dialogue could succeed, such as a wrong key
   */
  async play(task: RoleplayTask): Promise<Dialog> {
    const { seed, id, signal, clock } = task;
    const conversation = await this.conversation(task);
    for (let attempt = 1; ; attempt++) {
      try {
        return await conversation.run({ seed, id, signal, clock });
      } catch (error) {
        if (!(error instanceof ConversationFailedError) || isHopeless(error)) throw error;
        if (!(await this.#tryAgain(error.cause, attempt, signal))) return error.dialog;
      }
    }
  }

  /**
   * Holds all dialogues, several at a time, and yields them goal by goal.
   * @throws as {@link RoleplayGenerator.play}; the signal's reason when cancelled
   */
  async *generate(options: GenerateRoleplayOptions): AsyncGenerator<Dialog, void, void> {
    const { seed, concurrency = 8, clock } = options;
    const tasks = this.#goals.flatMap((goal, goalNumber) =>
      this.#options.personas.map((persona, personaNumber) => ({
        goal,
        persona,
        seed: deriveSeed(seed, "roleplay", goalNumber, personaNumber),
      })),
    );
    // Leaving the loop early stops what is under way.
    const leaving = new AbortController();
    const signal = AbortSignal.any([
      leaving.signal,
      ...(options.signal === undefined ? [] : [options.signal]),
    ]);
    const playing = pMapIterable(
      tasks,
      async (task) => {
        signal.throwIfAborted();
        const dialog = await this.play({ ...task, signal, clock });
        signal.throwIfAborted();
        return dialog;
      },
      { concurrency, backpressure: 4 * concurrency },
    );
    try {
      yield* playing;
    } finally {
      leaving.abort();
    }
  }

  /** The conversation of a task, not held yet. */
  async conversation(
    task: Pick<RoleplayTask, "goal" | "persona" | "seed" | "modelSeed">,
  ): Promise<Conversation> {
    const { goal, persona, seed, modelSeed = seed } = task;
    const { inquirer, responder, envelope, maxTurns = 24, compat = false } = this.#options;
    const { model, ...settings } = isModel(inquirer) ? { model: inquirer } : (inquirer ?? {});
    return new Conversation({
      participants: [
        goalDirectedUser({
          persona,
          goal,
          name: inquirerName,
          model: await lockedModel(model, deriveSeed(modelSeed, "inquirer")),
          settings: modelSettings(settings),
          envelope,
          varyDecoding: !compat,
          compat,
        }),
        await respondent(responder, modelSeed),
      ],
      scenario: { goal: [...(typeof goal === "string" ? goalOf(goal) : goal).steps] },
      guards: [...(compat ? literalGuards() : strictGuards()), ...(this.#options.guards ?? [])],
      retries: compat ? 0 : (this.#options.turnRetries ?? 2),
      maxTurns,
    });
  }
}

function strictGuards(): Guard[] {
  return [
    singleSpeaker(),
    forSpeakers(isResponder, cutTemplate()),
    notEmpty(),
    forSpeakers(isInquirer, noLeak()),
    noRoleInversion([inquirerName]),
    forSpeakers(isInquirer, noRepeatedMessage()),
    forSpeakers(isInquirer, coherent({ longest: 4 })),
    forSpeakers(isResponder, coherent({ longest: 5 })),
  ];
}

/** The original looks at the inquirer's whole reply, which the inquirer itself does; the rest is the responder's. */
function literalGuards(): Guard[] {
  const guards = [cutTemplate(), notEmpty(), coherent({ longest: 5, everything: true })];
  return guards.map((guard) => forSpeakers(isResponder, guard));
}

function isModel(inquirer: ModelRef | GeneratorModel | undefined): inquirer is string | ChatModel {
  return typeof inquirer === "string" || (typeof inquirer === "object" && "generate" in inquirer);
}
