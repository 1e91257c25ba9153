import type { ModelRef } from "@sdialog/llm";
import type { DialogScore } from "../dialog-score.ts";
import type { Tokenizer } from "../text/tokenizer.ts";

/** What metrics had by name share; each takes what concerns it. */
export interface MetricOptions {
  readonly tokenizer?: Tokenizer | undefined;
  /** Only what this speaker says, names compared without regard to case. */
  readonly speaker?: string | undefined;
  /** For judges; the configured model when not given. */
  readonly model?: ModelRef | undefined;
}

/** A metric that can be had by name. */
export interface Metric {
  /** In kebab-case. */
  readonly name: string;
  /** One line for a list of metrics. */
  readonly description: string;
  readonly create: (options: MetricOptions) => DialogScore;
}
