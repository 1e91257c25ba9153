import { behaviourFeatures, behaviourLabel, type FeatureGroup, featureGroups } from "@sdialog/realism";
import type { RealismNumber, RealismResultView } from "../../protocol/realism.ts";
import type { ComparedSides } from "./compare-sides.ts";

/** People and simulated users as the page shows them. */
export function realismView(id: string, { comparison, examples, notes }: ComparedSides): RealismResultView {
  const { n, behaviour, humanLikeness, coverage, groupDetails, features, gaps } = comparison;
  const differing = new Set(gaps.map(({ feature }) => feature));
  const inWords = new Map(behaviourFeatures.map(({ name, description }) => [name, description]));
  return {
    id,
    n,
    verdict: verdictOf(humanLikeness),
    behaviour: { ...number(behaviour), atBest: behaviour.ceiling, label: behaviourLabel(comparison.groups) },
    toldApart: { ...number({ ...humanLikeness, value: humanLikeness.auc }), p: humanLikeness.p },
    coverage: number(coverage),
    giveaways: (humanLikeness.auc === null ? [] : humanLikeness.giveaways)
      .slice(0, 3)
      .map(({ feature }) => inWords.get(feature) ?? feature),
    gaps: examples.map(({ text, real, simulated }) => ({
      text,
      real: real.flatMap(({ turns }) => turns),
      simulated: simulated.flatMap(({ turns }) => turns),
    })),
    groups: (Object.entries(featureGroups) as [FeatureGroup, string][]).map(([group, about]) => ({
      group,
      about,
      alignment: number(groupDetails[group]),
      atBest: groupDetails[group].ceiling,
      features: behaviourFeatures
        .filter((feature) => feature.group === group)
        .map(({ name, description }) => {
          const { real, simulated, alignment, ceiling, intervals } = features[name];
          return {
            name,
            description,
            real: number({ value: real, interval: intervals.real }),
            simulated: number({ value: simulated, interval: intervals.simulated }),
            alignment: number({ value: alignment, interval: intervals.alignment }),
            atBest: ceiling,
            differs: differing.has(name),
          };
        }),
    })),
    notes,
  };
}

function verdictOf({ auc, interval }: ComparedSides["comparison"]["humanLikeness"]): string {
  if (auc === null || interval === null) return "There are too few conversations to tell them apart.";
  return interval.low <= 0.5
    ? "A classifier cannot tell them from people."
    : "A classifier tells them from people.";
}

function number({
  value,
  interval,
}: {
  readonly value: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
}): RealismNumber {
  return { value, low: interval?.low ?? null, high: interval?.high ?? null };
}
