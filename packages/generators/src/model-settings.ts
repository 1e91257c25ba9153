import type { OptionNames } from "@sdialog/core/internal";
import type { ChatModel, ModelRef, ModelSettings } from "@sdialog/llm";
import { defaultSettings, pickModelSettings, modelSettingOptions } from "@sdialog/llm/internal";

/** The model of a generator and how it is sampled. */
export interface GeneratorModel<Ref = ModelRef> extends ModelSettings {
  /** Default: the configured model. */
  readonly model?: Ref | undefined;
}

/** The names of {@link GeneratorModel}. */
export const generatorModelOptionNames: OptionNames<GeneratorModel> = { model: true, ...modelSettingOptions };

const { seed: _derived, ...withoutSeed } = generatorModelOptionNames;

/** The same without the seed, which calls derive by themselves. */
export const seedlessModelOptionNames: OptionNames<Omit<GeneratorModel, "seed">> = withoutSeed;

/** The configured settings and then `layers`, later ones winning. The seed is left out: each call derives its own. */
export function modelSettings(...layers: readonly ModelSettings[]): ModelSettings {
  const { seed: _seed, ...settings } = pickModelSettings(defaultSettings(), ...layers);
  return settings;
}

/** What is recorded of a model: its name and its settings, so that no key can be among them. */
export function recordedModel(model: ChatModel, settings: ModelSettings): Record<string, unknown> {
  return { name: model.id, ...settings };
}

/** Whether this is a model, or its name, rather than one with settings. */
export function isModel<Other extends object>(
  value: string | ChatModel | Other | undefined,
): value is string | ChatModel {
  return typeof value === "string" || (typeof value === "object" && "generate" in value);
}
