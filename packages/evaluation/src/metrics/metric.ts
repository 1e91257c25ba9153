import type { OptionNames } from "@sdialog/core/internal";
import { type Dialog, InvalidArgumentError, type KindOf, type NewEntry } from "@sdialog/core";
import type { EmbeddingModelRef, ModelRef, PromptTexts } from "@sdialog/llm";
import type { DialogScore } from "../dialog-score.ts";
import type { Tokenizer } from "../text/tokenizer.ts";

/** The options of metrics that are made by name; each uses those that apply to it. */
export interface MetricOptions {
  readonly tokenizer?: Tokenizer | undefined;
  /** Only what this speaker says, names compared without regard to case. */
  readonly speaker?: string | undefined;
  /** For judges. Default: the configured model. */
  readonly model?: ModelRef | undefined;
  /** For judges: templates in place of the library's, by the prompts' names. */
  readonly prompts?: PromptTexts | undefined;
  /** For metrics that look dialogues up in others (contamination, novelty, a flow): those others. */
  readonly reference?: readonly Dialog[] | undefined;
  /** For metrics and evaluators of embeddings. Default: `"hashing"`, which sees words and no meaning. */
  readonly embedder?: EmbeddingModelRef | undefined;
  /** `"python"`: text scores as Python SDialog 0.5.3 defines them, see `pythonScore`. Default: ours. */
  readonly compat?: "python" | undefined;
}

/** The names of {@link MetricOptions}. */
export const metricOptionNames: OptionNames<MetricOptions> = {
  tokenizer: true,
  speaker: true,
  model: true,
  prompts: true,
  reference: true,
  embedder: true,
  compat: true,
};

/** What reports and plots call an entry. */
export interface LabelFields {
  /** In sentence case: "Lexical diversity, MTLD". Default: made of the name. */
  readonly title?: string | undefined;
  /** What its numbers count, or the range they lie in: "words per turn", "0–1". */
  readonly unit?: string | undefined;
}

declare module "@sdialog/core" {
  interface RegistryKinds {
    /** A score that is computed from the dialogue. */
    metric: KindOf<DialogScore, MetricOptions, LabelFields>;
    /** A score that a model gives. */
    judge: KindOf<DialogScore, MetricOptions, LabelFields>;
  }
}

/** A metric that can be had by name. */
export type Metric = NewEntry<"metric">;
/** A judge that can be had by name. */
export type Judge = NewEntry<"judge">;

/** The reference of a metric that cannot do without. @throws InvalidArgumentError when there is none */
export function referenceOf({ reference }: MetricOptions): readonly Dialog[] {
  if (reference !== undefined) return reference;
  throw new InvalidArgumentError("looks dialogues up in others, and none were given", {
    hint: "Say in which: --reference FILE, or { reference }; comparisons take their reference.",
  });
}
