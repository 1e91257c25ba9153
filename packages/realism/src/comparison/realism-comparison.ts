import type { Seed } from "@sdialog/core";
import type { Interval } from "@sdialog/evaluation";
import type { FeatureGroup, FeatureName } from "../fingerprint/features.ts";
import type { AlignmentForm } from "./alignment.ts";
import type { BehaviourGap } from "./behaviour-gaps.ts";

/** How many of each side. */
export interface SideCounts {
  readonly real: number;
  readonly simulated: number;
}

/**
 * Why a number has no interval: too few conversations define it; it is the same in all of them and no share, so that
 * nothing says how it varies; or intervals were not asked for (`resamples: 0`).
 */
export type NoInterval = "too few conversations" | "the same in all conversations" | "no resamples";

/** One feature of people and of simulated users. */
export interface FeatureComparison {
  /** Mean over the conversations; `null` where none defines the feature. */
  readonly real: number | null;
  readonly simulated: number | null;
  /** In the chosen form, in [0, 1]. */
  readonly alignment: number | null;
  readonly overlap: number | null;
  /** Sørensen–Dice of the means. */
  readonly meanAlignment: number | null;
  /** The alignment there would be on average if both sides were of one source, with as many conversations. */
  readonly ceiling: number | null;
  /** Each holds its number; of the share of what never varied, by how many conversations there were (Wilson's). */
  readonly intervals: {
    readonly real: Interval | null;
    readonly simulated: Interval | null;
    readonly alignment: Interval | null;
    readonly overlap: Interval | null;
    readonly meanAlignment: Interval | null;
  };
  /** Why a number above has no interval; `null` where it has one, or where there is no number. */
  readonly noInterval: {
    readonly real: NoInterval | null;
    readonly simulated: NoInterval | null;
    readonly alignment: NoInterval | null;
  };
  /** Conversations that define the feature. */
  readonly n: SideCounts;
  /** The distributions that overlap: lower ends of the bins, and the shares in them. */
  readonly bins: {
    readonly edges: readonly number[];
    readonly real: readonly number[];
    readonly simulated: readonly number[];
  };
}

/** A mean of alignments. */
export interface AlignmentValue {
  readonly value: number | null;
  readonly interval: Interval | null;
  /** Why there is a value without an interval. */
  readonly noInterval: NoInterval | null;
  /** What it would be on average if both sides were of one source. */
  readonly ceiling: number | null;
}

/** Whether a classifier tells people from simulated users. */
export interface HumanLikeness {
  /** 0.5: it cannot; 1: always. `null` with fewer than four conversations on a side. */
  readonly auc: number | null;
  readonly interval: Interval | null;
  /** How often labels dealt out at random give an area as large; `null` when it was not asked. */
  readonly p: number | null;
  readonly n: SideCounts;
  /** By how much of the telling rests on them; they sum to 1. */
  readonly giveaways: readonly { readonly feature: FeatureName; readonly importance: number }[];
}

/** Everything that is compared, of all conversations or of one domain's. */
export interface RealismSection {
  readonly n: SideCounts;
  readonly features: Readonly<Record<FeatureName, FeatureComparison>>;
  /** The alignment of each group: the mean of its features'. */
  readonly groups: Readonly<Record<FeatureGroup, number | null>>;
  readonly groupDetails: Readonly<Record<FeatureGroup, AlignmentValue & { readonly n: SideCounts }>>;
  /** The mean of the four groups: the behavioural part of the User-Sim Index, in [0, 1]. */
  readonly behaviour: AlignmentValue;
  readonly humanLikeness: HumanLikeness;
  readonly coverage: {
    /** `null` when it is not defined, as for real conversations that are all the same. */
    readonly value: number | null;
    readonly interval: Interval | null;
    readonly noInterval: NoInterval | null;
    readonly n: SideCounts;
  };
  /** The features in which they differ beyond chance, the widest gap first. */
  readonly gaps: readonly BehaviourGap[];
}

/** How much simulated users behave like people. */
export interface RealismComparison extends RealismSection {
  /** The same by domain, for domains that both sides have enough conversations of; without p. */
  readonly domains: Readonly<Record<string, RealismSection>>;
  /** Domains of which a side has too few conversations to be compared by themselves, with how many there are. */
  readonly smallDomains: Readonly<Record<string, SideCounts>>;
  readonly configuration: {
    readonly alignment: AlignmentForm;
    readonly seed: Seed;
    readonly level: number;
    readonly resamples: number;
    readonly permutations: number;
    readonly sampleSize: number;
    /** Fewest conversations of each side for a domain to be compared by itself. */
    readonly domainSize: number;
    /** The lists of words that the fingerprints were made with. */
    readonly lexicons: readonly string[];
  };
}
