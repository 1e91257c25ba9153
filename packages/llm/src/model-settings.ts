import type { ModelSettings } from "./chat-model.ts";

/** The names of all model settings, in the order in which they are recorded. */
export const modelSettingNames = [
  "temperature",
  "topP",
  "topK",
  "minP",
  "frequencyPenalty",
  "presencePenalty",
  "repetitionPenalty",
  "maxTokens",
  "stop",
  "seed",
] as const satisfies readonly (keyof ModelSettings)[];

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
