import { checkArguments, checkOptions, type OptionNames, checkShare } from "@sdialog/core/internal";
import type { Noise } from "@sdialog/agents";
import { type ModelRef, type ModelSettings, type PromptTexts, resolveModel } from "@sdialog/llm";
import { modelSettingOptions, defaultSettings } from "@sdialog/llm/internal";
import { drawStrategies } from "./draw-strategies.ts";
import { type SemanticLayer, semanticLayers } from "./semantic-strategies.ts";
import { semanticPrompt } from "./semantic-prompt.ts";

/** Which messages are disturbed, with which layers, and by which model. */
export interface SemanticNoiseOptions {
  /** Probability that a message is disturbed. Default: 0.25. */
  readonly activation?: number | undefined;
  /** Which of a speaker's messages are. Default: all. */
  readonly applyTo?: "opening" | "follow-ups" | "all" | undefined;
  readonly model?: ModelRef | undefined;
  readonly settings?: ModelSettings | undefined;
  readonly layers?: readonly SemanticLayer[] | undefined;
  /** Templates in place of the library's: `semantic-noise`. */
  readonly prompts?: PromptTexts<"semantic-noise"> | undefined;
}

const semanticNoiseOptionNames: OptionNames<SemanticNoiseOptions> = {
  activation: true,
  applyTo: true,
  model: true,
  settings: modelSettingOptions,
  layers: true,
  prompts: { "semantic-noise": true },
};

/**
 * A model rewrites messages as less careful people would have written them: in form, with details missing, or so that
 * it is doubtful what is wanted. It rewrites the original text, so that nothing is lost before the noise is added;
 * if the model changes code, the rewriting is discarded.
 *
 * @throws InvalidArgumentError for an activation outside 0 to 1
 */
export function semanticNoise(options: SemanticNoiseOptions = {}): Noise {
  checkArguments("semanticNoise", arguments, 1);
  checkOptions("semanticNoise", options, semanticNoiseOptionNames);
  const { activation = 0.25, applyTo = "all", layers = semanticLayers } = options;
  checkShare("activation", activation);
  const template = semanticPrompt.with(options.prompts?.["semantic-noise"]);
  return {
    prompts: { "semantic-noise": template.hash },
    async apply(text, { random, persona, index, signal }) {
      const opening = index < 2;
      const applies = applyTo === "all" || opening === (applyTo === "opening");
      if (!applies || !random.chance(activation)) return { text };
      const drawn = drawStrategies(layers, random);
      const model = await resolveModel(options.model);
      const reply = await model.generate({
        ...defaultSettings(),
        ...options.settings,
        messages: template.messages({
          message: text,
          persona: describe(persona),
          strategies: drawn.strategies
            .map(({ description }, place) => `${place + 1}. ${description}`)
            .join("\n"),
          promise: drawn.layer.promise,
          layer: drawn.layer.name,
        }),
        seed: options.settings?.seed ?? random.derive("rewrite"),
        signal,
      });
      const noisy = unwrap(reply.text);
      const kept = noisy !== "" && codeOf(text).every((code) => noisy.includes(code));
      const record = {
        type: "semantic",
        layer: drawn.layer.name,
        strategies: drawn.strategies.map(({ name }) => name),
        ...(kept ? {} : { void: noisy === "" ? "the model wrote nothing" : "the model changed code" }),
      };
      return { text: kept ? noisy : text, record, usage: reply.usage };
    },
  };
}

function describe(persona: unknown): string {
  if (typeof persona !== "object" || persona === null) return typeof persona === "string" ? persona : "";
  return Object.entries(persona)
    .filter(([name, value]) => name !== "_metadata" && value !== "" && value !== null)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join("\n");
}

/** Takes away quotation marks or a fence around the whole reply. */
function unwrap(reply: string): string {
  const text = reply.trim();
  const fenced = /^```\w*\n([\s\S]*)\n```$/.exec(text)?.[1];
  return (fenced ?? /^["“]([^"“”]*)["”]$/.exec(text)?.[1] ?? text).trim();
}

function codeOf(text: string): string[] {
  return text.match(/```[\s\S]*?```|`[^`\n]+`/g) ?? [];
}
