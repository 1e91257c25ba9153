import type { ChatModel, ModelMiddleware } from "@sdialog/llm";
import { checkRecipe, kindOf } from "../recipe/check-recipe.ts";
import type { CommonRecipe } from "../recipe/common-fields.ts";
import { importModule } from "../recipe/load-recipe.ts";
import type { TaskPlan } from "../recipe/recipe-kind.ts";
import { RunModels } from "../recipe/run-models.ts";
import type { Manifest } from "../store/manifest.ts";
import type { TaskSetting } from "../task/run-task.ts";

export interface RunPlanOptions {
  /** Models that stand behind a name in the recipe, for models that no string can reach. Only for the local executor. */
  readonly models?: Readonly<Record<string, ChatModel>> | undefined;
  /** Around every model, outermost; for example telemetry. */
  readonly middleware?: readonly ModelMiddleware[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a run's manifest says, ready to be done. */
export class RunPlan {
  readonly recipe: CommonRecipe;
  readonly #settings: readonly TaskSetting[];

  private constructor(recipe: CommonRecipe, settings: readonly TaskSetting[]) {
    this.recipe = recipe;
    this.#settings = settings;
  }

  /** @throws RecipeError when the recipe cannot be carried out */
  static async of(manifest: Manifest, options: RunPlanOptions = {}): Promise<RunPlan> {
    const recipes: CommonRecipe[] = [];
    for (const { recipe } of manifest.variants) {
      for (const name of (recipe["imports"] as readonly string[] | undefined) ?? []) {
        await importModule(name, manifest.base);
      }
      recipes.push(checkRecipe(recipe));
    }
    const [first] = recipes as [CommonRecipe];
    const { models: known, middleware, signal } = options;
    const models = new RunModels({ ...first, known, middleware });
    const settings: TaskSetting[] = [];
    for (const recipe of recipes) {
      const plan = await kindOf(recipe).plan(recipe, { base: manifest.base, signal });
      settings.push({ plan, models, seed: recipe.seed, retries: recipe.retries });
    }
    return new RunPlan(first, settings);
  }

  setting(variant: number): TaskSetting {
    return this.#settings[variant] as TaskSetting;
  }

  plans(): readonly TaskPlan[] {
    return this.#settings.map(({ plan }) => plan);
  }

  async close(): Promise<void> {
    await Promise.all(this.plans().map((plan) => plan.close?.()));
  }
}
