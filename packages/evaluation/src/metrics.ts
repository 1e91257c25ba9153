import { InvalidArgumentError } from "@sdialog/core";
import { nearestName } from "@sdialog/core/internal";
import type { DialogScore } from "./dialog-score.ts";
import { judgeMetrics } from "./metrics/judge-metrics.ts";
import type { Metric, MetricOptions } from "./metrics/metric.ts";
import { textMetrics } from "./metrics/text-metrics.ts";

const metrics: readonly Metric[] = [...textMetrics, ...judgeMetrics];

/** Every metric that can be had by name, with one line about each. */
export function listMetrics(): readonly { readonly name: string; readonly description: string }[] {
  return metrics.map(({ name, description }) => ({ name, description }));
}

/**
 * The score with this name, as used on the command line: `metricByName("mtld")`.
 *
 * @throws InvalidArgumentError for an unknown name, with the nearest known one
 */
export function metricByName(name: string, options: MetricOptions = {}): DialogScore {
  const metric = metrics.find((known) => known.name === name);
  if (metric !== undefined) return metric.create(options);
  const names = metrics.map((known) => known.name);
  const nearest = nearestName(name, names);
  throw new InvalidArgumentError(`There is no metric called "${name}"`, {
    hint: nearest === undefined ? `Known: ${names.join(", ")}.` : `Did you mean "${nearest}"?`,
  });
}
