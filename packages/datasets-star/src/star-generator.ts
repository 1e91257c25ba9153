import type { Dialog } from "@sdialog/core";
import { frozenJson } from "@sdialog/core/internal";
import type { BatchReport, RunPlanOptions, TaskPlan, TryOptions } from "@sdialog/generators";
import { dialogPlan, runOptionsOf, runPlan } from "@sdialog/generators/plan";
import type { ModelRef, ModelSettings } from "@sdialog/llm";
import type { Star } from "./star.ts";
import type { StarDialogAgentsOptions } from "./star-agents.ts";
import type { StarFilter } from "./star-filter.ts";

/** How scenarios are played. */
export interface StarGeneratorOptions<Ref = ModelRef>
  extends TryOptions, Omit<StarDialogAgentsOptions, "model"> {
  /** The model of both sides. Default: the configured one. */
  readonly model?: Ref | undefined;
  readonly settings?: ModelSettings | undefined;
  /** Most messages. Default: 100. */
  readonly maxTurns?: number | undefined;
}

/** Which scenarios are played, and from which seed. */
export interface PlanStarOptions {
  /** Default: the scenarios of all dialogues. */
  readonly filter?: StarFilter | undefined;
  /** How many of them, from the first. Default: all. */
  readonly count?: number | undefined;
  readonly seed: number;
}

/**
 * Plays the scenarios of the corpus once more, each under a seed of its own; the dialogue of the corpus is the parent.
 *
 * @typeParam Ref how models are named; a plan with other names than the library's is for whoever knows them
 */
export class StarGenerator<Ref = ModelRef> {
  readonly #star: Star;
  readonly #options: StarGeneratorOptions<Ref>;

  constructor(star: Star, options: StarGeneratorOptions<Ref> = {}) {
    this.#star = star;
    this.#options = options;
  }

  /** One dialogue for each of the corpus that passes the filter. @throws as `star.dialogs` */
  async plan({ filter = {}, count = Infinity, seed }: PlanStarOptions): Promise<TaskPlan<Dialog, Ref>> {
    const ids: number[] = [];
    for await (const { id } of this.#star.dialogs(filter)) ids.push(id);
    const { settings = {}, maxTurns, retries: _, backOff: __, model: ref, ...played } = this.#options;
    return dialogPlan<Ref>({
      count: Math.min(count, ids.length),
      seed,
      make: async (index, context) => {
        const id = ids[index] as number;
        const model = await context.model(ref);
        const { system, user } = await this.#star.agentsForDialog(id, { ...played, model });
        return system.clone(settings).dialogWith(user.clone(settings), {
          ...runOptionsOf(context),
          parentId: id,
          scenario: frozenJson(await this.#star.scenario(id)),
          ...(maxTurns === undefined ? {} : { maxTurns }),
        });
      },
    });
  }

  /** Carries out a {@link StarGenerator.plan} here; a recipe of the kind `star` carries out the same. */
  async *generate(
    this: StarGenerator,
    options: PlanStarOptions & Omit<RunPlanOptions<Dialog>, keyof TryOptions>,
  ): AsyncGenerator<Dialog, BatchReport, void> {
    return yield* runPlan(await this.plan(options), { ...this.#options, ...options });
  }
}
