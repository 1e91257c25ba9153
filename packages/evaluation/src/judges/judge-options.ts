import { deriveSeed, InvalidArgumentError, type JsonObject, type Seed } from "@sdialog/core";
import { frozenJson, type OptionNames } from "@sdialog/core/internal";
import { defaults, type ModelRef, type ModelSettings, type PromptTexts } from "@sdialog/llm";
import { defaultSettings, modelNameOf, pickModelSettings, modelSettingOptions } from "@sdialog/llm/internal";
import type { ContentCache } from "../cache/content-cache.ts";

/** The options of every judge. Model settings that are left out are the configured ones; the temperature is then 0. */
export interface JudgeOptions extends ModelSettings {
  /** A model or `"backend:model"`. Default: the configured model. */
  readonly model?: ModelRef | undefined;
  /** Keeps verdicts under a hash of the question, the model and all settings. Without one, every call is made. */
  readonly cache?: ContentCache | undefined;
  /** How often the model is asked again after a reply that does not fit. Default: 2. */
  readonly retries?: number | undefined;
  /** Templates in place of the library's: `judge`. */
  readonly prompts?: PromptTexts<"judge"> | undefined;
  /**
   * Whether the judge is shown tool calls and their results where they were made. Default: false, but for goal success,
   * which what is said cannot prove.
   */
  readonly tools?: boolean | undefined;
}

/** What all judges have in common, whichever prompts they have. */
export type AnyJudgeOptions = Omit<JudgeOptions, "prompts">;

/** The names of {@link JudgeOptions}. */
export const judgeOptionNames: OptionNames<JudgeOptions> = {
  model: true,
  cache: true,
  retries: true,
  prompts: { judge: true },
  tools: true,
  ...modelSettingOptions,
};

/**
 * The settings a judge's calls are made with: its own, else the configured ones, else temperature 0.
 *
 * @param seed of the evaluation; sent only where chance plays a part, so that verdicts at temperature 0 are
 *   remembered whatever the seed
 */
export function judgeSettings(judge: AnyJudgeOptions, seed?: Seed): ModelSettings {
  const settings: ModelSettings = pickModelSettings({ temperature: 0 }, defaultSettings(), judge);
  return seed === undefined || settings.seed !== undefined || settings.temperature === 0
    ? settings
    : { ...settings, seed: deriveSeed(seed, "judge") };
}

/** The part of a judge's configuration that all judges have in common, for records. */
export function judgeConfiguration(judge: AnyJudgeOptions): JsonObject {
  const model = judge.model ?? defaults().model;
  return {
    model: modelNameOf(model),
    settings: frozenJson(judgeSettings(judge)) as JsonObject,
  };
}

/** @throws InvalidArgumentError for a criterion that is not text, such as the options that come after it */
export function checkCriterion(judge: string, criterion: unknown): void {
  if (typeof criterion === "string") return;
  throw new InvalidArgumentError(
    `new ${judge} takes its criterion first, as a string, and its options after it`,
  );
}
