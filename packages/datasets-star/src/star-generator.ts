import { modelSettingOptions } from "@sdialog/llm/internal";
import type { Agent } from "@sdialog/agents";
import type { Dialog } from "@sdialog/core";
import {
  checkArguments,
  frozenJson,
  type OptionNames,
  checkOptions,
  pickOptions,
} from "@sdialog/core/internal";
import type { BatchOptions, BatchReport, TaskPlan, TryOptions } from "@sdialog/generators";
import {
  dialogPlan,
  runOptionsOf,
  runPlan,
  runPlanOptionNames,
  tryOptionNames,
} from "@sdialog/generators/plan";
import type { ModelRef, ModelSettings } from "@sdialog/llm";
import type { Star } from "./star.ts";
import type { StarDialogAgentsOptions } from "./star-agents.ts";
import { type StarFilter, starFilterNames } from "./star-filter.ts";

/** How scenarios are played. */
export interface StarGeneratorOptions<Ref = ModelRef>
  extends TryOptions, Omit<StarDialogAgentsOptions, "model"> {
  /** The model of both sides. Default: the configured one. */
  readonly model?: Ref | undefined;
  readonly settings?: ModelSettings | undefined;
  /** The token limit for asking again after a message was cut off at `maxTokens`. Default: it is not asked for again. */
  readonly retryMaxTokens?: number | undefined;
  /** Most messages. Default: 100. */
  readonly maxTurns?: number | undefined;
}

const starGeneratorOptionNames: OptionNames<StarGeneratorOptions<unknown>> = {
  model: true,
  settings: modelSettingOptions,
  retryMaxTokens: true,
  maxTurns: true,
  ...tryOptionNames,
  prompts: { agent: true, "agent-compact": true },
  originalOpening: true,
  orchestrate: true,
  embedding: true,
};

/** Which scenarios are played, and from which seed. */
export interface PlanStarOptions {
  /** Default: the scenarios of all dialogues. */
  readonly filter?: StarFilter | undefined;
  /** How many of them, from the first. Default: all. */
  readonly count?: number | undefined;
  readonly seed: number;
}

const planStarOptionNames: OptionNames<PlanStarOptions> = {
  filter: starFilterNames,
  count: true,
  seed: true,
};

/**
 * Plays the scenarios of the corpus once more, each under a seed of its own; the dialogue of the corpus is the parent.
 *
 * @typeParam Ref how models are named; a plan with other names than the library's is for whoever knows them
 */
export class StarGenerator<Ref = ModelRef> {
  readonly #star: Star;
  readonly #options: StarGeneratorOptions<Ref>;

  constructor(star: Star, options: StarGeneratorOptions<Ref> = {}) {
    checkArguments("new StarGenerator", arguments, 2);
    checkOptions("new StarGenerator", options, starGeneratorOptionNames);
    this.#star = star;
    this.#options = options;
  }

  /** One dialogue for each of the corpus that passes the filter. @throws as `star.dialogs` */
  async plan(options: PlanStarOptions): Promise<TaskPlan<Dialog, Ref>> {
    const {
      filter = {},
      count = Infinity,
      seed,
    } = checkOptions("StarGenerator.plan", options, planStarOptionNames);
    const ids: number[] = [];
    for await (const { id } of this.#star.dialogs(filter)) ids.push(id);
    const {
      settings = {},
      maxTurns,
      retryMaxTokens,
      retries: _,
      modelRetries: __,
      backOff: ___,
      model: ref,
      ...played
    } = this.#options;
    return dialogPlan<Ref>({
      count: Math.min(count, ids.length),
      seed,
      make: async (index, context) => {
        const id = ids[index] as number;
        const model = await context.model(ref);
        const { system, user } = await this.#star.agentsForDialog(id, { ...played, model });
        const speakers = [system.clone(settings), user.clone(settings)] as const;
        const userOpens =
          played.originalOpening === true && (await this.#star.firstTurn(id))?.speaker === "User";
        const [first, second] = userOpens ? speakers.toReversed() : speakers;
        return (first as Agent).dialogWith(second as Agent, {
          ...runOptionsOf(context),
          parentId: id,
          scenario: frozenJson(await this.#star.scenario(id)),
          retryMaxTokens,
          ...(maxTurns === undefined ? {} : { maxTurns }),
        });
      },
    });
  }

  /** Carries out a {@link StarGenerator.plan} here; a recipe of the kind `star` carries out the same. */
  async *generate(
    this: StarGenerator,
    options: PlanStarOptions & BatchOptions<Dialog>,
  ): AsyncGenerator<Dialog, BatchReport, void> {
    checkOptions("StarGenerator.generate", options, {
      ...planStarOptionNames,
      signal: true,
      clock: true,
      concurrency: true,
      keepFailed: true,
      onProgress: true,
    });
    return yield* runPlan(
      await this.plan(pickOptions(options, planStarOptionNames)),
      pickOptions({ ...this.#options, ...options }, runPlanOptionNames),
    );
  }
}
