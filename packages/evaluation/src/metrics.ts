import { checkArguments, checkOptions, requireArguments } from "@sdialog/core/internal";
import { metricOptionNames } from "./metrics/metric.ts";
import { createByName, InvalidArgumentError, register, registered, UnknownNameError } from "@sdialog/core";
import type { DialogScore } from "./dialog-score.ts";
import { judgeMetrics, openJudges } from "./metrics/judge-metrics.ts";
import type { LabelFields, MetricOptions } from "./metrics/metric.ts";
import { recordedMetrics } from "./metrics/recorded-metrics.ts";
import { referenceMetrics } from "./metrics/reference-metrics.ts";
import { textMetrics } from "./metrics/text-metrics.ts";

for (const metric of [...textMetrics, ...referenceMetrics, ...recordedMetrics]) register("metric", metric);
for (const judge of judgeMetrics) register("judge", judge);

/** What lists show of a metric. */
export interface MetricEntry extends LabelFields {
  readonly name: string;
  /** What it measures, in a line. */
  readonly description: string;
  /** Whether a model is asked. */
  readonly judge: boolean;
}

/** Every metric that can be had by name, judges last, yours among them once they are registered. */
export function listMetrics(): readonly MetricEntry[] {
  return (["metric", "judge"] as const).flatMap((kind) =>
    registered(kind).map(({ name, title, unit, description }) => ({
      name,
      title,
      unit,
      description,
      judge: kind === "judge",
    })),
  );
}

/** Whether there is a metric or a judge of this name; of a judge of a criterion, without that. */
export function isMetricName(name: string): boolean {
  const kind = (name.split(":")[0] as string).trim();
  return (
    openJudges.some((judge) => judge.name === kind) ||
    (["metric", "judge"] as const).some((of) =>
      registered(of).some((entry) => entry.name === name || entry.aliases?.includes(name)),
    )
  );
}

/**
 * The score with this name, as used on the command line: `metricByName("mtld")`, `metricByName("g-eval:The bot is
 * polite")`.
 *
 * @throws InvalidArgumentError for a judge of a criterion without one, or of a speaker without one; for `compat` with a
 *   metric that Python SDialog does not have
 * @throws UnknownNameError for a name that is neither a metric's nor a judge's, with the nearest known one
 */
export function metricByName(name: string, options: MetricOptions = {}): DialogScore {
  checkArguments("metricByName", arguments, 2);
  checkOptions("metricByName", options, metricOptionNames);
  requireArguments("metricByName", arguments, 1);
  if (![undefined, "python"].includes(options.compat)) {
    throw new InvalidArgumentError(`Scores cannot be made compatible with "${String(options.compat)}"`, {
      hint: 'The only value is compat: "python".',
    });
  }
  const [kind = "", criterion = ""] = name.split(/:(.*)/s).map((part) => part.trim());
  const open = openJudges.find((judge) => judge.name === (criterion === "" ? name.replace(/:$/, "") : kind));
  if (open !== undefined) {
    if (open.criterion && criterion === "") {
      throw new InvalidArgumentError(`${open.name} needs a criterion`, {
        hint: `Write it after a colon: ${open.name}:The bot is polite`,
      });
    }
    return open.create(criterion, options);
  }
  const judges = registered("judge").flatMap(({ name: known, aliases = [] }) => [known, ...aliases]);
  if (judges.includes(name)) return createByName("judge", name, {}, options);
  try {
    return createByName("metric", name, {}, options);
  } catch (error) {
    if (!(error instanceof UnknownNameError)) throw error;
    throw new UnknownNameError("metric", name, [
      ...error.known,
      ...judges,
      ...openJudges.map((judge) => judge.name),
    ]);
  }
}
