import { RecipeError } from "./recipe-error.ts";
import { nearestName } from "@sdialog/core/internal";

/** Named starting points. What a recipe says itself comes on top. */
export type Presets = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The presets that come with the package. */
export const presets: Presets = {
  quick: { kind: "dialogues", count: 3, maxTurns: 6, concurrency: 3 },
  sdialog: { kind: "dialogues", maxTurns: 100, retries: 0 },
  personagym: {
    kind: "interactions",
    perPersona: 5,
    minTurns: 4,
    maxTurns: 10,
    styleTransfer: "mixed",
    user: { settings: { temperature: 0.8, maxTokens: 256 } },
    settings: { temperature: 0.7, maxTokens: 1024 },
    noise: { type: "semantic", activation: 0.25 },
    concurrency: 20,
    retries: 3,
  },
  "llm-roleplay": {
    kind: "roleplay",
    personas: { sociodemographic: 20 },
    maxTurns: 24,
    inquirer: { settings: { maxTokens: 1000 } },
    settings: { maxTokens: 4000 },
    seed: 73,
  },
  "convogen-experiences": { kind: "experiences", count: 500, batch: 8, iterative: true },
  "convogen-chatty": { kind: "convogen", count: 500, style: "chatty", maxTurns: 10 },
  "convogen-short": { kind: "convogen", count: 500, style: "short", words: 30, maxTurns: 10 },
};

/** @throws RecipeError for an unknown name */
export function findPreset(name: string): Readonly<Record<string, unknown>> {
  const preset = presets[name];
  if (preset !== undefined) return preset;
  const names = Object.keys(presets);
  const nearest = nearestName(name, names);
  throw new RecipeError("", `there is no preset "${name}"`, {
    hint: nearest === undefined ? `Presets are: ${names.join(", ")}.` : `Did you mean "${nearest}"?`,
  });
}
