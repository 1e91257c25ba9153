import { type Price, priceOf } from "@sdialog/llm";
import type { LoadedRecipe } from "./load-recipe.ts";
import { modelNames } from "./model-spec.ts";
import { planRecipe } from "./plan-recipe.ts";

/** What a run will roughly take. */
export interface RunEstimate {
  readonly tasks: number;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars at list prices; left out when the price of a model is not known. */
  readonly cost?: number | undefined;
  /** `"backend:model"` of every model the run may call. */
  readonly models: readonly string[];
  /** Those whose price is not known. */
  readonly unpriced: readonly string[];
}

/**
 * Plans a run without doing it: everything a recipe says is checked, nothing is called. Dialogues are taken to be as
 * long as they may get, so the estimate is more likely too high than too low. Several models share the calls equally.
 *
 * @throws RecipeError when the recipe cannot be carried out
 */
export async function estimateRun(loaded: LoadedRecipe): Promise<RunEstimate> {
  let total = { tasks: 0, calls: 0, inputTokens: 0, outputTokens: 0 };
  let cost: number | undefined = 0;
  const models = new Set<string>();
  const unpriced = new Set<string>();
  for (const { recipe } of loaded.variants) {
    const { plan } = await planRecipe(recipe, { base: loaded.base });
    const { calls, inputTokens, outputTokens } = plan.perTask;
    total = {
      tasks: total.tasks + plan.count,
      calls: total.calls + plan.count * calls,
      inputTokens: total.inputTokens + plan.count * inputTokens,
      outputTokens: total.outputTokens + plan.count * outputTokens,
    };
    const names = [...new Set(plan.models.flatMap(modelNames))];
    for (const name of names) {
      models.add(name);
      const price = priceOf({ id: name });
      if (price === undefined) unpriced.add(name);
      cost = addCost(
        cost,
        price,
        (plan.count * inputTokens) / names.length,
        (plan.count * outputTokens) / names.length,
      );
    }
    await plan.close?.();
  }
  return { ...total, ...(cost === undefined ? {} : { cost }), models: [...models], unpriced: [...unpriced] };
}

function addCost(
  cost: number | undefined,
  price: Price | undefined,
  input: number,
  output: number,
): number | undefined {
  if (cost === undefined || price === undefined) return undefined;
  return cost + (input * price.input + output * price.output) / 1e6;
}
