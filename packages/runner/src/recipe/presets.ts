import { RecipeError } from "./recipe-error.ts";
import { nearestName } from "@sdialog/core";

/** Named starting points. What a recipe says itself comes on top. */
export type Presets = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The presets that come with the package. */
export const presets: Presets = {
  quick: { kind: "dialogues", count: 3, maxTurns: 6, concurrency: 3 },
  sdialog: { kind: "dialogues", maxTurns: 100, retries: 0 },
};

/** @throws RecipeError for a name nobody knows */
export function findPreset(name: string): Readonly<Record<string, unknown>> {
  const preset = presets[name];
  if (preset !== undefined) return preset;
  const names = Object.keys(presets);
  const nearest = nearestName(name, names);
  throw new RecipeError("", `there is no preset "${name}"`, {
    hint: nearest === undefined ? `Presets are: ${names.join(", ")}.` : `Did you mean "${nearest}"?`,
  });
}
