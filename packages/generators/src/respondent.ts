import { assistant, type Participant } from "@sdialog/agents";
import type { ChatModel, ModelRef } from "@sdialog/llm";
import { lockedModel } from "./locked-model.ts";
import { type GeneratorModel, modelSettings } from "./model-settings.ts";

/** Who answers a simulated user: a model (a pool: one of it for every dialogue), a model with settings, or a participant. */
export type Respondent = ModelRef | GeneratorModel | Participant;

/** @param seed chooses the member of a pool */
export async function respondent(answering: Respondent | undefined, seed: number): Promise<Participant> {
  if (typeof answering === "object" && "begin" in answering) return answering;
  const { model, ...settings } = isModel(answering) ? { model: answering } : (answering ?? {});
  return assistant({ ...modelSettings(settings), model: await lockedModel(model, seed) });
}

function isModel(answering: ModelRef | GeneratorModel | undefined): answering is string | ChatModel {
  return typeof answering === "string" || (typeof answering === "object" && "generate" in answering);
}
