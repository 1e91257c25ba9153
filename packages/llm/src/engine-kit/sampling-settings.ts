import { InvalidArgumentError } from "@sdialog/core";
import type { ModelSettings, ModelWarning } from "../chat-model.ts";

/** Sampling defaults a model's authors recommend, or that are assumed where they do not. */
export interface RecommendedSettings {
  readonly temperature: number;
  readonly topP: number;
  readonly topK: number;
  readonly minP: number;
  readonly repetitionPenalty: number;
  readonly maxTokens: number;
  /** The authors recommend nothing: these are settings that keep most models from repeating themselves. */
  readonly assumed?: boolean;
}

/**
 * What Ollama and llama.cpp sample by unless told otherwise
 * (https://github.com/ollama/ollama/blob/main/docs/modelfile.md#valid-parameters-and-values): for models that nobody
 * recommends anything for, since the most probable tokens alone send small models in circles.
 */
export const assumedSettings: RecommendedSettings = {
  temperature: 0.8,
  topP: 0.9,
  topK: 40,
  minP: 0,
  repetitionPenalty: 1.1,
  maxTokens: 256,
  assumed: true,
};

/** How tokens are chosen, with every default filled in. */
export interface SamplingSettings {
  /** 0 takes the most probable token. */
  readonly temperature: number;
  readonly topP: number;
  /** 0: no limit. */
  readonly topK: number;
  readonly minP: number;
  readonly repetitionPenalty: number;
  readonly frequencyPenalty: number;
  readonly presencePenalty: number;
  readonly maxTokens: number;
  readonly stop: readonly string[];
  readonly seed: number;
}

const ranges: Readonly<Record<Exclude<keyof SamplingSettings, "stop">, readonly [number, number]>> = {
  temperature: [0, 100],
  topP: [Number.MIN_VALUE, 1],
  topK: [0, Number.MAX_SAFE_INTEGER],
  minP: [0, 1],
  repetitionPenalty: [Number.MIN_VALUE, 100],
  frequencyPenalty: [-2, 2],
  presencePenalty: [-2, 2],
  maxTokens: [1, Number.MAX_SAFE_INTEGER],
  seed: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

/** The most probable token, and nothing else. */
const neutral = { temperature: 0, topP: 1, topK: 0, minP: 0, repetitionPenalty: 1 } as const;
const assumable = ["temperature", "topP", "topK", "repetitionPenalty"] as const;

/** Whoever asks for the most probable token gets it: nothing is assumed then. */
function isAssumed(asked: ModelSettings, { assumed }: RecommendedSettings): boolean {
  return assumed === true && asked.temperature !== 0;
}

/**
 * A warning that names the settings a request left open and the model's authors do not recommend; at temperature 0, that
 * nothing keeps the model from repeating itself.
 */
export function assumedWarnings(
  asked: ModelSettings,
  recommended: RecommendedSettings,
): readonly ModelWarning[] {
  if (recommended.assumed === true && asked.temperature === 0 && asked.repetitionPenalty === undefined)
    return [
      {
        setting: "temperature",
        message:
          "the model's folder recommends no settings, and at temperature 0 none are assumed: small models then repeat themselves; a repetitionPenalty of 1.1 or a higher temperature keeps them from it",
      },
    ];
  const open = assumable.filter((name) => asked[name] === undefined);
  if (!isAssumed(asked, recommended) || open.length === 0) return [];
  const values = open.map((name) => `${name} ${recommended[name]}`).join(", ");
  return [
    {
      setting: open[0] ?? "temperature",
      message: `the model's folder recommends no settings; assumed: ${values}`,
    },
  ];
}

/**
 * What a request asks for, completed by what the model's authors recommend. Without a seed, seed 0 is used: a
 * call never depends on chance the caller does not control.
 *
 * @throws InvalidArgumentError naming a setting that is out of its range
 */
export function samplingSettings(asked: ModelSettings, authors: RecommendedSettings): SamplingSettings {
  const recommended = isAssumed(asked, authors) ? authors : { ...authors, ...(authors.assumed && neutral) };
  const settings: SamplingSettings = {
    temperature: asked.temperature ?? recommended.temperature,
    topP: asked.topP ?? recommended.topP,
    topK: asked.topK ?? recommended.topK,
    minP: asked.minP ?? recommended.minP,
    repetitionPenalty: asked.repetitionPenalty ?? recommended.repetitionPenalty,
    frequencyPenalty: asked.frequencyPenalty ?? 0,
    presencePenalty: asked.presencePenalty ?? 0,
    maxTokens: asked.maxTokens ?? recommended.maxTokens,
    stop: asked.stop ?? [],
    seed: asked.seed ?? 0,
  };
  for (const [name, [low, high]] of Object.entries(ranges)) {
    const value = settings[name as keyof typeof ranges];
    if (!(value >= low && value <= high)) {
      throw new InvalidArgumentError(`${name} must be between ${low} and ${high}, not ${value}`);
    }
  }
  return settings;
}
