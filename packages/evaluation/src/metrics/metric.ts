import type { OptionNames } from "@sdialog/core/internal";
import type { KindOf, NewEntry } from "@sdialog/core";
import type { ModelRef } from "@sdialog/llm";
import type { DialogScore } from "../dialog-score.ts";
import type { Tokenizer } from "../text/tokenizer.ts";

/** The options of metrics that are made by name; each uses those that apply to it. */
export interface MetricOptions {
  readonly tokenizer?: Tokenizer | undefined;
  /** Only what this speaker says, names compared without regard to case. */
  readonly speaker?: string | undefined;
  /** For judges. Default: the configured model. */
  readonly model?: ModelRef | undefined;
}

/** The names of {@link MetricOptions}. */
export const metricOptionNames: OptionNames<MetricOptions> = { tokenizer: true, speaker: true, model: true };

declare module "@sdialog/core" {
  interface RegistryKinds {
    /** A score that is computed from the dialogue. */
    metric: KindOf<DialogScore, MetricOptions>;
    /** A score that a model gives. */
    judge: KindOf<DialogScore, MetricOptions>;
  }
}

/** A metric that can be had by name. */
export type Metric = NewEntry<"metric">;
/** A judge that can be had by name. */
export type Judge = NewEntry<"judge">;
