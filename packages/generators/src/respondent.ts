import { checkOptions } from "@sdialog/core/internal";
import { assistant, type Participant } from "@sdialog/agents";
import type { ModelRef } from "@sdialog/llm";
import { lockedModel } from "./locked-model.ts";
import { type GeneratorModel, generatorModelOptionNames, isModel, modelSettings } from "./model-settings.ts";
import type { TaskContext } from "./plan/task-plan.ts";

/** Who answers a simulated user: a model (a pool: one of it for every dialogue), a model with settings, or a participant. */
export type Respondent<Ref = ModelRef> = ModelRef | GeneratorModel<Ref> | Participant;

/** Who answers in this task; of a pool, the member that the task's own seed chooses. */
export async function respondent<Ref>(
  answering: Respondent<Ref> | undefined,
  context: TaskContext<Ref>,
): Promise<Participant> {
  if (typeof answering === "object" && "begin" in answering) return answering;
  const { model, ...settings } = withSettings<Ref>(answering);
  return assistant({
    ...modelSettings(settings),
    model: lockedModel(await context.model(model), context.taskSeed),
  });
}

/** The model that {@link respondent} calls: none for a participant, who has its own. */
export function respondentModels<Ref>(answering: Respondent<Ref> | undefined): readonly (Ref | undefined)[] {
  if (typeof answering === "object" && "begin" in answering) return [];
  return [withSettings<Ref>(answering).model];
}

/** @throws InvalidArgumentError for a model with a setting that there is none of; a participant knows its own options */
export function checkRespondent(owner: string, answering: Respondent<unknown> | undefined): void {
  if (typeof answering !== "object" || isModel(answering) || "begin" in answering) return;
  checkOptions(owner, answering, generatorModelOptionNames);
}

/** A model that was given without settings, with none. */
export function withSettings<Ref>(model: ModelRef | GeneratorModel<Ref> | undefined): GeneratorModel<Ref> {
  // A model alone is only given where models are named as such.
  return isModel(model) ? { model: model as Ref } : (model ?? {});
}
