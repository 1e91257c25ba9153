import type { Dialog } from "@sdialog/core";
import type { DialogScore, ScoreValue } from "@sdialog/evaluation";
import type { PromptTexts } from "@sdialog/llm";
import * as z from "zod";
import type { TaskContext } from "@sdialog/generators/plan";
import { modelSchema, type ModelSpec } from "./model-spec.ts";
import type { IdleFields } from "./idle-fields.ts";
import { pickPrompts, promptNames } from "./prompts-field.ts";
import { within } from "./within.ts";

/** Fields of recipes whose results are scored as they are made. */
export const scoreFields = {
  evaluate: z.array(z.string()).default([]).describe("Metrics by name, for example mtld"),
  judge: modelSchema.optional().describe("Model of the metrics that are judged. Default: the recipe's model"),
};

export interface ScoreRecipe {
  readonly evaluate: readonly string[];
  readonly judge?: ModelSpec | undefined;
  readonly model: ModelSpec;
  /** Templates of the judges, read. */
  readonly prompts?: PromptTexts | undefined;
}

/** See `idle` of a kind. */
export function idleScoreFields({ evaluate }: Pick<ScoreRecipe, "evaluate">): IdleFields {
  return evaluate.length === 0 ? { judge: "evaluate names no metric" } : {};
}

/** Name of a metric to what it says of one dialogue. */
export type Scores = Readonly<Record<string, ScoreValue>>;

/** @throws RecipeError for an unknown metric */
export async function checkScores({ evaluate }: ScoreRecipe): Promise<void> {
  if (evaluate.length === 0) return;
  const { loadMetrics } = await import("./load-metrics.ts");
  const metricByName = await loadMetrics(evaluate);
  for (const [position, name] of evaluate.entries()) {
    within(`evaluate.${position}`, () => metricByName(name, { model: placeholderModel }));
  }
}

/** Scores a dialogue by the recipe's metrics. */
export async function scoreDialog(
  dialog: Dialog,
  recipe: ScoreRecipe,
  context: TaskContext<ModelSpec>,
): Promise<Scores> {
  if (recipe.evaluate.length === 0) return {};
  // Loaded when something is scored: a run that scores nothing starts sooner and is smaller without it.
  const { loadMetrics } = await import("./load-metrics.ts");
  const metricByName = await loadMetrics(recipe.evaluate);
  const model = await context.model(recipe.judge ?? recipe.model);
  const scores: Record<string, ScoreValue> = {};
  for (const name of recipe.evaluate) {
    const metric: DialogScore = metricByName(name, {
      model,
      prompts: pickPrompts(recipe.prompts ?? {}, promptNames.judges),
    });
    scores[name] = await metric.score(dialog, { signal: context.signal, seed: context.seed });
  }
  return scores;
}

/** The models that scoring may call: none when every metric counts words. */
export function scoreModels({ evaluate, judge, model }: ScoreRecipe): ModelSpec[] {
  return evaluate.length === 0 ? [] : [judge ?? model];
}

const placeholderModel = "local:pocket";
