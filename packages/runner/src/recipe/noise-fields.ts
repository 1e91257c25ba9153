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
import { idle, type IdleFields } from "./idle-fields.ts";
import { modelSchema, type ModelSpec, settingsSchema } from "./model-spec.ts";

const rules = { typo, keyboard, swap, deletion, insertion, synonym, speechRecognition, truncation } as const;
const ruleNames = Object.keys(rules) as (keyof typeof rules)[];

/** How what people say is disturbed. What is left out has the default of the library's noise. */
export const noiseField = z
  .strictObject({
    type: z
      .enum(["none", "semantic", "rules"])
      .optional()
      .describe(
        "By a model, by rules, or not at all. Default: rules where rules are given, semantic where applyTo, model or settings are, or else none",
      ),
    activation: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe(
        "Share of the messages that are disturbed. Default: 0.25 by a model, as in PersonaGym; every one by rules, as each changes little",
      ),
    applyTo: z
      .enum(["opening", "follow-ups", "all"])
      .optional()
      .describe("Which messages; semantic only. Default: all"),
    rules: z.array(z.enum(ruleNames)).min(1).optional().describe("Rules, one after another. Default: typo"),
    model: modelSchema.optional().describe("Model of semantic noise. Default: the user's"),
    settings: settingsSchema.optional().describe("Settings of that model"),
  })
  .superRefine((field, { addIssue }) => {
    const { type, rules: named, activation } = field;
    if (type !== undefined) return;
    const semantic = semanticFields.find((name) => field[name] !== undefined);
    if (named !== undefined && semantic !== undefined)
      addIssue(missingType(`rules are given, and ${semantic}, which is for semantic noise`));
    else if (named === undefined && semantic === undefined && activation !== undefined)
      addIssue(missingType("activation alone does not say what disturbs the messages"));
  })
  .prefault({});

const semanticFields = ["applyTo", "model", "settings"] as const;

function missingType(why: string) {
  const message = `is missing, and can be rules, semantic or none: ${why}`;
  return { code: "custom" as const, path: ["type"], message };
}

export type NoiseField = z.output<typeof noiseField>;

/** What disturbs the messages: what the field says, or what the rest of it is for. */
function typeOf({ type, rules: named, applyTo, model, settings }: NoiseField): "none" | "semantic" | "rules" {
  if (type !== undefined) return type;
  if (named !== undefined) return "rules";
  return (applyTo ?? model ?? settings) === undefined ? "none" : "semantic";
}

/** @param fallback the model of semantic noise when the recipe names none */
export async function noiseOf(
  field: NoiseField,
  fallback: ModelSpec,
  context: TaskContext<ModelSpec>,
  prompts: PromptTexts<"semantic-noise"> = {},
): Promise<Noise | undefined> {
  const { activation, applyTo, settings, rules: named = ["typo"] } = field;
  const type = typeOf(field);
  if (type === "none") return undefined;
  if (type === "rules")
    return ruleNoise({ activation, rules: named.map((name): NoiseRule => rules[name]()) });
  return semanticNoise({
    activation,
    applyTo,
    settings,
    prompts,
    model: await context.model(field.model ?? fallback),
  });
}

/** The models noise may call. */
export function noiseModels(field: NoiseField, fallback: ModelSpec): ModelSpec[] {
  return typeOf(field) === "semantic" ? [field.model ?? fallback] : [];
}

/** Fields that do nothing beside the others, and why. Noise that is turned off may keep what it had. */
export function idleNoiseFields(field: NoiseField): IdleFields {
  const type = typeOf(field);
  if (type === "rules")
    return idle(
      semanticFields.map((name) => `noise.${name}`),
      "noise.type is rules",
    );
  return type === "semantic" ? idle(["noise.rules"], "noise.type is semantic") : {};
}
