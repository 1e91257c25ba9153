import { InvalidArgumentError } from "@sdialog/core";
import type { OptionNames } from "@sdialog/core/internal";
import type { ModelSettings } from "./chat-model.ts";

/** The model settings among the options of a component, in the order in which they are recorded. */
export const modelSettingOptions: OptionNames<ModelSettings> = {
  temperature: true,
  topP: true,
  topK: true,
  minP: true,
  frequencyPenalty: true,
  presencePenalty: true,
  repetitionPenalty: true,
  maxTokens: true,
  stop: true,
  seed: true,
};

/** The names of all model settings. */
export const modelSettingNames = Object.keys(modelSettingOptions) as readonly (keyof ModelSettings)[];

/** @throws InvalidArgumentError for a setting that is NaN, infinite or no number where it has to be one */
export function checkModelSettings(settings: ModelSettings): void {
  for (const name of modelSettingNames) {
    const value: unknown = settings[name];
    if (name === "stop" || value === undefined || Number.isFinite(value)) continue;
    const given =
      typeof value === "number" ? String(value) : typeof value === "string" ? "a text" : "something else";
    throw new InvalidArgumentError(`${name} must be a finite number, not ${given}`);
  }
}

/**
 * The model settings that are set among any options, later options winning. Nothing that is not a setting gets
 * through, so what comes out can be recorded: no key can be in it.
 */
export function pickModelSettings(...options: readonly ModelSettings[]): ModelSettings {
  const picked: Record<string, unknown> = {};
  for (const name of modelSettingNames) {
    const value = options.findLast((layer) => layer[name] !== undefined)?.[name];
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}
