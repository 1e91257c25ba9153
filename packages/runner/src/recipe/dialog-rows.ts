import type { Dialog } from "@sdialog/core";
import type { TaskContext, TaskPlan } from "@sdialog/generators/plan";
import type { ModelSpec } from "./model-spec.ts";
import { scoreDialog, type ScoreRecipe } from "./score-fields.ts";

/** A plan of dialogues as one of rows: each with its scores, when the recipe asks for any. */
export function dialogRows(
  plan: TaskPlan<Dialog, ModelSpec>,
  recipe: ScoreRecipe,
): TaskPlan<object, ModelSpec> {
  return {
    ...plan,
    seed: (index) => plan.seed(index),
    async run(index, context) {
      const { made: dialog, ...ended } = await plan.run(index, context);
      if (dialog === undefined) return ended;
      if ("refused" in ended || "error" in ended || context.signal.aborted)
        return { ...ended, made: dialog.toJSON() };
      return scored(dialog, recipe, context);
    },
  };
}

async function scored(dialog: Dialog, recipe: ScoreRecipe, context: TaskContext<ModelSpec>) {
  const made = dialog.toJSON();
  if (recipe.evaluate.length === 0) return { made };
  try {
    return { made: { ...made, scores: await scoreDialog(dialog, recipe, context) } };
  } catch (error) {
    return { made, error };
  }
}
