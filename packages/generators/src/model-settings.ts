import { type ChatModel, defaultSettings, type ModelRef, type ModelSettings } from "@sdialog/llm";

/** The model of a generator and how it is sampled. */
export interface GeneratorModel extends ModelSettings {
  /** Default: the configured model. */
  readonly model?: ModelRef | undefined;
}

const settingNames = [
  "temperature",
  "topP",
  "topK",
  "minP",
  "frequencyPenalty",
  "presencePenalty",
  "repetitionPenalty",
  "maxTokens",
  "stop",
] as const satisfies readonly (keyof ModelSettings)[];

/** The configured settings and then `layers`, later ones winning; nothing that is not a setting gets through. */
export function modelSettings(...layers: readonly ModelSettings[]): ModelSettings {
  const merged: ModelSettings = Object.assign({}, ...[defaultSettings(), ...layers].map(withoutUndefined));
  return Object.fromEntries(
    settingNames.filter((name) => merged[name] !== undefined).map((name) => [name, merged[name]]),
  );
}

/** What is recorded of a model: its name and its settings, so that no key can be among them. */
export function recordedModel(model: ChatModel, settings: ModelSettings): Record<string, unknown> {
  return { name: model.id, ...settings };
}

function withoutUndefined(settings: ModelSettings): ModelSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
