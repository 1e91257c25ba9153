import { type BehaviourFeature, behaviourFeatures, type FeatureName } from "../fingerprint/features.ts";
import type { FeatureColumn } from "./feature-columns.ts";

/** A feature in which simulated users are not like people. */
export interface BehaviourGap {
  readonly feature: FeatureName;
  readonly alignment: number;
  /** Who has more of it on average; `null` when both have as much. */
  readonly more: "real" | "simulated" | null;
  /** In plain words: "people answer in three words or fewer 29 % of the time, yours 1 %". */
  readonly text: string;
}

/** From this likeness of the means on, a gap is one of the spread, and is told by quartiles. */
const sameMean = 0.85;

/** What is between people and simulated users in one feature, in a sentence without a full stop. */
export function gapText(feature: BehaviourFeature, real: FeatureColumn, simulated: FeatureColumn): string {
  const [a, b] = [meanOf(real), meanOf(simulated)];
  const alike = a + b === 0 ? 1 : (2 * Math.min(a, b)) / (a + b);
  const told =
    alike < sameMean
      ? [number(feature, a), number(feature, b)]
      : [range(feature, real), range(feature, simulated)];
  const where = alike < sameMean ? "" : " in the middle half of the conversations";
  return `people ${feature.plain.replace("{}", told[0] as string)}${where}, yours ${told[1]}`;
}

function range(feature: BehaviourFeature, { values }: FeatureColumn): string {
  const sorted = defined(values).sort();
  const at = (p: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] as number;
  return `${number(feature, at(0.25), false)} to ${number(feature, at(0.75))}`;
}

/** A value as people say it: shares and ratios in per cent. */
function number({ unit }: BehaviourFeature, value: number, withUnit = true): string {
  if (unit === "share" || unit === "ratio") {
    const percent = 100 * value;
    return `${percent.toFixed(percent > 0 && percent < 1 ? 1 : 0)}${withUnit ? " %" : ""}`;
  }
  return value.toFixed(value < 10 && !Number.isInteger(value) ? 1 : 0);
}

function meanOf({ values }: FeatureColumn): number {
  const numbers = defined(values);
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

function defined(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value));
}

/** The features of which an alignment is farthest below what chance alone would leave, farthest first. */
export function behaviourGaps(
  real: readonly FeatureColumn[],
  simulated: readonly FeatureColumn[],
  alignment: readonly number[],
  ceilings: readonly number[],
): readonly BehaviourGap[] {
  return behaviourFeatures
    .flatMap((feature, place) => {
      const below = (ceilings[place] as number) - (alignment[place] as number);
      return below > 0 ? [{ feature, place, below }] : [];
    })
    .sort((a, b) => b.below - a.below)
    .map(({ feature, place }) => {
      const [people, users] = [real[place] as FeatureColumn, simulated[place] as FeatureColumn];
      const surplus = meanOf(people) - meanOf(users);
      return {
        feature: feature.name,
        alignment: alignment[place] as number,
        more: surplus > 0 ? "real" : surplus < 0 ? "simulated" : null,
        text: gapText(feature, people, users),
      };
    });
}
