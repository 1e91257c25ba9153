import type { Noise } from "@sdialog/agents";
import {
  deletion,
  insertion,
  keyboard,
  type NoiseRule,
  ruleNoise,
  semanticNoise,
  speechRecognition,
  swap,
  synonym,
  truncation,
  typo,
} from "@sdialog/generators";
import type { PromptTexts } from "@sdialog/llm";
import * as z from "zod";
import type { TaskContext } from "@sdialog/generators/plan";
import { modelSchema, type ModelSpec, settingsSchema } from "./model-spec.ts";

const rules = { typo, keyboard, swap, deletion, insertion, synonym, speechRecognition, truncation } as const;
const ruleNames = Object.keys(rules) as (keyof typeof rules)[];

/** How what people say is disturbed. */
export const noiseField = z
  .strictObject({
    type: z
      .enum(["none", "semantic", "rules"])
      .default("none")
      .describe("By a model, by rules, or not at all"),
    activation: z.number().min(0).max(1).default(0.25).describe("Share of the messages that are disturbed"),
    applyTo: z
      .enum(["opening", "follow-ups", "all"])
      .default("all")
      .describe("Which messages; semantic only"),
    rules: z.array(z.enum(ruleNames)).min(1).default(["typo"]).describe("Rules, one after another"),
    model: modelSchema.optional().describe("Model of semantic noise. Default: the user's"),
    settings: settingsSchema.prefault({}).describe("Its settings"),
  })
  .prefault({});

export type NoiseField = z.output<typeof noiseField>;

/** @param fallback the model of semantic noise when the recipe names none */
export async function noiseOf(
  field: NoiseField,
  fallback: ModelSpec,
  context: TaskContext<ModelSpec>,
  prompts: PromptTexts<"semantic-noise"> = {},
): Promise<Noise | undefined> {
  const { type, activation, applyTo, settings } = field;
  if (type === "none") return undefined;
  if (type === "rules")
    return ruleNoise({ activation, rules: field.rules.map((name): NoiseRule => rules[name]()) });
  return semanticNoise({
    activation,
    applyTo,
    settings,
    prompts,
    model: await context.model(field.model ?? fallback),
  });
}

/** The models noise may call. */
export function noiseModels({ type, model }: NoiseField, fallback: ModelSpec): ModelSpec[] {
  return type === "semantic" ? [model ?? fallback] : [];
}
