import { DataFormatError } from "@sdialog/core";
import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { openModels } from "@sdialog/generators/plan";
import type { ChatModel, ModelMiddleware } from "@sdialog/llm";
import { checkRecipe } from "../recipe/check-recipe.ts";
import type { CommonRecipe } from "../recipe/common-fields.ts";
import { loadKind } from "../recipe/load-kind.ts";
import { importModules } from "../recipe/import-modules.ts";
import { refuseChangedInputs } from "../store/input-hashes.ts";
import { identityOf, planRecipe } from "../recipe/plan-recipe.ts";
import { reachingFields } from "../recipe/reaching-fields.ts";
import type { ModelSpec } from "../recipe/model-spec.ts";
import { RunModels } from "../recipe/run-models.ts";
import type { Manifest, Variant } from "../store/manifest.ts";
import type { TaskSetting } from "./record-task.ts";

export interface PlannedRunOptions {
  /** Models that stand behind a name in the recipe, for models that no string can reach. Only for the local executor. */
  readonly models?: Readonly<Record<string, ChatModel>> | undefined;
  /** Around every model, outermost; for example telemetry. */
  readonly middleware?: readonly ModelMiddleware[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with what people must know about a model, and about what the plan leaves out. */
  readonly onNotice?: ((message: string) => void) | undefined;
}

const plannedRunOptionNames: OptionNames<PlannedRunOptions> = {
  models: true,
  middleware: true,
  signal: true,
  onNotice: true,
};

/** What a run's manifest says, ready to be done. */
export class PlannedRun {
  /** Of each variant. */
  readonly recipes: readonly CommonRecipe[];
  /** Every model the tasks may call. */
  readonly models: readonly ModelSpec[];
  readonly #settings: readonly TaskSetting[];
  readonly #opened = new Map<number, Promise<void>>();

  private constructor(
    recipes: readonly CommonRecipe[],
    models: readonly ModelSpec[],
    settings: readonly TaskSetting[],
  ) {
    this.recipes = recipes;
    this.models = models;
    this.#settings = settings;
  }

  /** The first variant's, which says how all of them are carried out. */
  get recipe(): CommonRecipe {
    return this.recipes[0] as CommonRecipe;
  }

  /**
   * @throws RecipeError when the recipe cannot be carried out; SDialogError `inputs_changed` when the files it reads are no
   *   longer what they were
   */
  static async of(manifest: Manifest, options: PlannedRunOptions = {}): Promise<PlannedRun> {
    checkOptions("PlannedRun.of", options, plannedRunOptionNames);
    const recipes: CommonRecipe[] = [];
    for (const variant of manifest.variants) {
      refuseChangedRecipe(variant);
      const { recipe } = variant;
      await importModules(reachingFields(recipe).imports, manifest.base);
      await loadKind(recipe["kind"]);
      recipes.push(checkRecipe(recipe));
    }
    const [first] = recipes as [CommonRecipe];
    const { models: known, middleware, signal, onNotice } = options;
    const models = new RunModels({ ...first, known, middleware, onNotice });
    const settings: TaskSetting[] = [];
    const asked: ModelSpec[] = [];
    const plan = new PlannedRun(recipes, asked, settings);
    try {
      for (const [variant, recipe] of recipes.entries()) {
        const { plan: own, hashInputs } = await planRecipe(recipe, { base: manifest.base, signal });
        settings.push({
          plan: own,
          models,
          model: recipe.model,
          dialogs: manifest.dialogs,
          retries: recipe.retries,
          retryDelayMs: recipe.retryDelaySeconds * 1000,
          inherited: new Map(),
        });
        refuseChangedInputs(manifest.variants[variant]?.inputs ?? {}, await hashInputs());
        asked.push(...own.models);
        for (const notice of own.notices ?? []) onNotice?.(notice);
      }
      return plan;
    } catch (error) {
      // What the variants so far have opened is closed with them.
      await plan.close();
      throw error;
    }
  }

  setting(variant: number): TaskSetting {
    return this.#settings[variant] as TaskSetting;
  }

  /** Opens every model that the tasks of these variants may call. @throws as `openModels` does */
  async openModels(variants: Iterable<number>): Promise<void> {
    for (const variant of new Set(variants)) {
      let opening = this.#opened.get(variant);
      if (opening === undefined) {
        const { plan, models } = this.setting(variant);
        opening = openModels(plan.models, (spec) => models.get(spec));
        this.#opened.set(variant, opening);
      }
      await opening;
    }
  }

  plans(): readonly TaskSetting["plan"][] {
    return this.#settings.map(({ plan }) => plan);
  }

  async close(): Promise<void> {
    await Promise.all(this.plans().map((plan) => plan.close?.()));
  }
}

/** @throws DataFormatError for a recipe that is not the one by which a run's results were made */
export function refuseChangedRecipe({
  recipe,
  identity,
  inputs,
}: Pick<Variant, "recipe" | "identity" | "inputs">): void {
  if (identityOf(recipe, inputs) === identity) return;
  throw new DataFormatError("the recipe in the run's manifest is not the one that its results were made by", {
    hint: "Undo what was changed in the manifest. A run of another recipe goes into another folder.",
  });
}
