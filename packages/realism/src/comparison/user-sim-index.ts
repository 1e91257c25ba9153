import { checkOptions } from "@sdialog/core/internal";
import type { FeatureGroup } from "../fingerprint/features.ts";
import { groupNames } from "./alignment.ts";
import type { AlignmentForm } from "./alignment.ts";
import type { RealismSection } from "./realism-comparison.ts";
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
  readonly parts: Readonly<Partial<Record<UserSimPart, number>>>;
  /** Which form the alignment of behaviour has: indices of different forms do not compare. */
  readonly alignment: AlignmentForm;
}

/**
 * User-Sim Index (Zhou et al. 2026, arXiv 2603.11245): the mean of the alignments of the four groups of behaviour, of
 * 1 − calibration error of outcomes and 1 − mean absolute difference of ratings, × 100, all weighted alike. Without
 * outcomes or ratings it is of the parts there are, and named so.
 *
 * There, people against people reach 92.7 to 92.9, the best simulator 76.0. Those figures are of other lists of words.
 */
export function userSimIndex(
  section: Pick<RealismSection, "groups">,
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
  return {
    kind: (others.length === 2 ? "whole" : ["behaviour", ...others].join(" and ")) as UserSimIndex["kind"],
    value:
      defined.length < parts.length
        ? null
        : (100 * defined.reduce((sum, value) => sum + value, 0)) / defined.length,
    parts: Object.fromEntries(parts.filter(([, value]) => value !== null)),
    alignment,
  };
}
