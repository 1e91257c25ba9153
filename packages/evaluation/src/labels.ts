import { registered } from "@sdialog/core";
import type { LabelFields } from "./metrics/metric.ts";
import { openJudges } from "./metrics/judge-metrics.ts";

/** What a person reads instead of a name, for headings and axes. */
export interface Label {
  /** In sentence case: "Lexical diversity, MTLD". */
  readonly title: string;
  /** What of it, where the title leaves that open: "mean", "Wasserstein distance". */
  readonly statistic: string | null;
  /** What its numbers count, or the range they lie in: "words per turn", "0–1"; `null` where nobody said. */
  readonly unit: string | null;
}

/** How statistics are called, and their unit; `score`: that of the score. */
const statistics: Readonly<Record<string, readonly [name: string | null, unit: string]>> = {
  mean: ["mean", "score"],
  median: ["median", "score"],
  std: ["standard deviation", "score"],
  min: ["minimum", "score"],
  max: ["maximum", "score"],
  frequency: [null, "share"],
  w1: ["Wasserstein distance", "score"],
  frechet: ["Fréchet distance", "score"],
  ks: ["Kolmogorov–Smirnov distance", "0–1"],
  cs: ["Cauchy–Schwarz divergence", "nats"],
  js: ["Jensen–Shannon divergence", "nats"],
  kl: ["Kullback–Leibler divergence", "nats"],
};

/** The same for evaluators that measure no score, where the registry's title and unit do not say it all. */
const ofSets: Readonly<Record<string, readonly [name: string, unit: string | null]>> = {
  ead: ["EAD", "÷ expected at random"],
  relative: ["per dialogue", "0–1"],
  frontierIntegral: ["frontier integral", "0–1"],
  f8: ["F₈", "0–1"],
  fEighth: ["F⅛", "0–1"],
  precision: ["precision", "0–1"],
  recall: ["recall", "0–1"],
};

/** The label of a metric or judge by its name; of one that nobody registered, or without a title, made of the name. */
export function metricLabel(name: string): Pick<Label, "title" | "unit"> {
  const [kind = "", criterion = ""] = name.split(/:(.*)/s).map((part) => part.trim());
  const open = openJudges.find((judge) => judge.name === kind);
  if (open !== undefined)
    return { title: criterion === "" ? open.title : `${open.title}: ${criterion}`, unit: open.unit };
  return labelOf([...registered("metric"), ...registered("judge")], name);
}

/**
 * The label of one number of a comparison: "Turn length", "mean", "words per turn".
 *
 * @param of.statistic the name the evaluator has it under
 * @param of.score name of the score that was measured, where one was
 */
export function statisticLabel(of: {
  readonly evaluator: string;
  readonly statistic: string | null;
  readonly score?: string | undefined;
}): Label {
  const { evaluator, statistic, score } = of;
  const measured = score !== undefined && evaluator.endsWith(`-${score}`);
  const { title, unit } = measured ? metricLabel(score) : labelOf(registered("evaluator"), evaluator);
  if (statistic === null) return { title, statistic: null, unit };
  const known = Object.hasOwn(statistics, statistic) ? statistics[statistic] : undefined;
  if (score !== undefined && known !== undefined) {
    const [name, own] = known;
    const ofScore = measured ? unit : metricLabel(score).unit;
    if (own === "score") return { title, statistic: name, unit: ofScore };
    if (own === "share")
      return { title, statistic: name, unit: ofScore?.startsWith("share") === true ? ofScore : "share" };
    // The same letters, of frequencies and not of densities.
    const bits = statistic === "js" && !evaluator.startsWith("kde-");
    return { title, statistic: name, unit: bits ? "bits" : own };
  }
  if (Object.hasOwn(ofSets, statistic)) {
    const [name, own] = ofSets[statistic] as (typeof ofSets)[string];
    return { title, statistic: name, unit: own };
  }
  const named = registered("evaluator").some((entry) => entry.name === evaluator);
  return { title, statistic: named ? null : words(statistic), unit };
}

type Named = LabelFields & { readonly name: string; readonly aliases?: readonly string[] | undefined };

function labelOf(entries: readonly Named[], name: string): Pick<Label, "title" | "unit"> {
  const entry = entries.find((one) => one.name === name || one.aliases?.includes(name));
  return { title: entry?.title ?? sentence(words(name)), unit: entry?.unit ?? null };
}

/** `turnsPerMinute`, `turns-per-minute` and `turns_per_minute` as "turns per minute". */
function words(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll(/[-_]+/g, " ")
    .toLowerCase()
    .trim();
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
