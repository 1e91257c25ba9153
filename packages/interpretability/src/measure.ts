import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { compose, type Message, type ModelMiddleware } from "@sdialog/llm";
import type { Inspector } from "./inspector.ts";
import { type Example, exampleMessages, type Subject, subjectModel } from "./subject.ts";

/** What is measured in a reply: a number, or whether something is true of it. */
export type Metric = (
  reply: string,
  messages: readonly Message[],
) => number | boolean | Promise<number | boolean>;

/** What is asked, how often, and with which metric the replies are measured. */
export interface MeasureOptions {
  readonly examples: readonly Example[];
  readonly metric: Metric;
  /** Each example is answered once with each. Default: 0. */
  readonly seeds?: readonly number[] | undefined;
  readonly maxTokens?: number | undefined;
  readonly temperature?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The names of {@link MeasureOptions}. */
export const measureOptionNames: OptionNames<MeasureOptions> = {
  examples: true,
  metric: true,
  seeds: true,
  maxTokens: true,
  temperature: true,
  signal: true,
};

/** What a metric says of the replies: its mean, with how sure it is. */
export interface Measurement {
  /** The mean of the metric; of a yes-or-no metric, the rate of yes. */
  readonly mean: number;
  /** The standard error of the mean; 0 for a single reply. */
  readonly error: number;
  readonly replies: readonly string[];
}

/**
 * Lets a subject answer every example with every seed and measures the replies. The same seed means the same chance
 * with every inspector, so differences between two measurements come from the inspectors.
 *
 * @param inspectors steer the subject while it answers, in this order
 */
export async function measure(
  subject: Subject,
  options: MeasureOptions,
  inspectors: readonly Inspector[] = [],
): Promise<Measurement> {
  const {
    examples,
    metric,
    seeds = [0],
    maxTokens,
    temperature,
    signal,
  } = checkOptions("measure", options, measureOptionNames);
  const wrap = compose(
    ...inspectors.map(
      (inspector): ModelMiddleware =>
        (inner) =>
          inspector.wrap(inner),
    ),
  );
  const model = wrap(await subjectModel(subject));
  const answers = await Promise.all(
    examples.flatMap((example) =>
      seeds.map(async (seed) => {
        const messages = exampleMessages(subject, example);
        const { text } = await model.generate({ messages, seed, maxTokens, temperature, signal });
        return { text, value: Number(await metric(text, messages)) };
      }),
    ),
  );
  const count = answers.length;
  const mean = answers.reduce((sum, { value }) => sum + value, 0) / count;
  const variance = answers.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / Math.max(1, count - 1);
  return { mean, error: Math.sqrt(variance / count), replies: answers.map(({ text }) => text) };
}
