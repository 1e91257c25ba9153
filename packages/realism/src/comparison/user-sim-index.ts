import { checkOptions } from "@sdialog/core/internal";
import type { Interval } from "@sdialog/evaluation";
import type { FeatureGroup } from "../fingerprint/features.ts";
import { groupNames } from "./alignment.ts";
import type { AlignmentForm } from "./alignment.ts";
import type { RealismSection, SideCounts } from "./realism-comparison.ts";
import type { PairedMeasure } from "./outcome-calibration.ts";

/** A part of the index, in [0, 1]. */
export type UserSimPart = FeatureGroup | "outcomes" | "ratings";

/** What was measured besides behaviour. */
export interface MeasuredOutcomes {
  readonly outcomes?: PairedMeasure | null | undefined;
  readonly ratings?: PairedMeasure | null | undefined;
}

/** How near simulated users are to people, of 100. */
export interface UserSimIndex {
  /** `whole`: behaviour, outcomes and ratings. `behaviour`: what was not measured is left out, and the number is another. */
  readonly kind: "whole" | "behaviour" | "behaviour and outcomes" | "behaviour and ratings";
  /** Mean of the parts × 100; `null` when a group of behaviour is not defined. */
  readonly value: number | null;
  /** Of 100; `null` where a part has none. */
  readonly interval: Interval | null;
  /** Conversations of each side, and of tasks and ratings that were given. */
  readonly n: SideCounts & { readonly outcomes?: number; readonly ratings?: number };
  readonly parts: Readonly<Partial<Record<UserSimPart, number>>>;
  /** Which form the alignment of behaviour has: indices of different forms do not compare. */
  readonly alignment: AlignmentForm;
}

/**
 * User-Sim Index (Zhou et al. 2026, arXiv 2603.11245): the mean of the alignments of the four groups of behaviour, of
 * 1 − calibration error of outcomes and 1 − mean absolute difference of ratings, × 100, all weighted alike. Without
 * outcomes or ratings it is of the parts there are, and named so.
 *
 * The interval is that of a weighted sum of behaviour, outcomes and ratings, each with its own, as if these came from
 * different conversations (MOVER; Zou & Donner 2008).
 *
 * There, people against people reach 92.7 to 92.9, the best simulator 76.0. Those figures are of other lists of words.
 */
export function userSimIndex(
  section: Pick<RealismSection, "groups" | "behaviour" | "n">,
  alignment: AlignmentForm,
  measured: MeasuredOutcomes = {},
): UserSimIndex {
  const { outcomes = null, ratings = null } = checkOptions("userSimIndex", measured, {
    outcomes: true,
    ratings: true,
  });
  const behaviour = groupNames.map((group) => [group, section.groups[group]] as const);
  const parts = [
    ...behaviour,
    ...(outcomes === null ? [] : [["outcomes", 1 - outcomes.value] as const]),
    ...(ratings === null ? [] : [["ratings", 1 - ratings.value] as const]),
  ];
  const defined = parts.flatMap(([, value]) => (value === null ? [] : [value]));
  const others = [outcomes && "outcomes", ratings && "ratings"].filter((name) => name !== null);
  const mean =
    defined.length < parts.length ? null : defined.reduce((sum, part) => sum + part, 0) / defined.length;
  return {
    kind: (others.length === 2 ? "whole" : ["behaviour", ...others].join(" and ")) as UserSimIndex["kind"],
    value: mean === null ? null : 100 * mean,
    interval:
      mean === null
        ? null
        : intervalOf(mean, [
            { ...section.behaviour, share: behaviour.length / parts.length },
            ...[outcomes, ratings].flatMap((measure) =>
              measure === null ? [] : [{ ...agreement(measure), share: 1 / parts.length }],
            ),
          ]),
    n: {
      ...section.n,
      ...(outcomes === null ? {} : { outcomes: outcomes.n }),
      ...(ratings === null ? {} : { ratings: ratings.n }),
    },
    parts: Object.fromEntries(parts.filter(([, value]) => value !== null)),
    alignment,
  };
}

/** 1 − an error, with its interval turned round. */
function agreement({ value, interval }: PairedMeasure): {
  readonly value: number;
  readonly interval: Interval | null;
} {
  return {
    value: 1 - value,
    interval: interval && { ...interval, low: 1 - interval.high, high: 1 - interval.low },
  };
}

/** Of Σ share · value: the distances of the ends from the values are added up as independent errors are. */
function intervalOf(
  value: number,
  parts: readonly {
    readonly value: number | null;
    readonly interval: Interval | null;
    readonly share: number;
  }[],
): Interval | null {
  const [level] = parts.flatMap(({ interval }) => (interval === null ? [] : [interval.level]));
  if (level === undefined || parts.some(({ interval }) => interval === null)) return null;
  const reach = (end: "low" | "high"): number =>
    Math.hypot(
      ...parts.map(
        ({ value: of, interval, share }) => share * ((interval as Interval)[end] - (of as number)),
      ),
    );
  return {
    low: 100 * Math.max(0, value - reach("low")),
    high: 100 * Math.min(1, value + reach("high")),
    level,
  };
}
