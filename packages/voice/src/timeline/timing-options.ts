import { InvalidArgumentError } from "@sdialog/core";
import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { responseOffsets } from "./response-offsets.ts";

/** How the turns of a dialogue follow each other. Everything that is left out is as people do it. */
export interface TimingOptions {
  /** Mean time between one's end and the other's beginning where they do not overlap, in seconds. Default: from the language. */
  readonly gap?: number | undefined;
  /** Standard deviation of that time, in seconds. Default: 0.4. */
  readonly gapDeviation?: number | undefined;
  /** Share of changes of speaker where the next begins before the other has ended, 0 to 1. Default: as many as the language's offsets are below 0. */
  readonly overlap?: number | undefined;
  /** Longest time two turns overlap, in seconds. Default: 1. */
  readonly longestOverlap?: number | undefined;
  /** Share of changes of speaker where the next one cuts the other off, 0 to 1. Default: 0. */
  readonly interruptions?: number | undefined;
  /** Back-channels (`mhm`) per minute of another's speech. Default: 0. */
  readonly backchannels?: number | undefined;
  /** Mean of the pauses that are put between the sentences of a turn, in seconds, beside those the voice makes. Default: 0. */
  readonly pause?: number | undefined;
  /** Silence before the first and after the last sound, in seconds. Default: 0.5. */
  readonly edges?: number | undefined;
}

/** The names of {@link TimingOptions}. */
export const timingOptionNames: OptionNames<TimingOptions> = {
  gap: true,
  gapDeviation: true,
  overlap: true,
  longestOverlap: true,
  interruptions: true,
  backchannels: true,
  pause: true,
  edges: true,
};

/** Timing with nothing left open. */
export type Timing = { readonly [Name in keyof TimingOptions]-?: number };

/** Overlaps above which changes of speaker would not be conversation any more; what fits between mouth and ear below. */
const shortest = 0.02;

/**
 * Timing as it was asked for, completed by what is usual in a language.
 *
 * @throws InvalidArgumentError for a share beyond 0 to 1, or a time below 0
 */
export function completeTiming(options: TimingOptions | undefined, language: string): Timing {
  const given = checkOptions("timing", options ?? {}, timingOptionNames);
  const { mean, deviation } = responseOffsets(language);
  const timing: Timing = {
    gap: given.gap ?? Math.max(shortest, mean),
    gapDeviation: given.gapDeviation ?? deviation,
    overlap: given.overlap ?? normalBelow(-mean / deviation),
    longestOverlap: given.longestOverlap ?? 1,
    interruptions: given.interruptions ?? 0,
    backchannels: given.backchannels ?? 0,
    pause: given.pause ?? 0,
    edges: given.edges ?? 0.5,
  };
  for (const [name, value] of Object.entries(timing)) {
    const most = name === "overlap" || name === "interruptions" ? 1 : 60;
    if (!(value >= 0 && value <= most))
      throw new InvalidArgumentError(`timing.${name} is between 0 and ${most}, not ${value}`);
  }
  return timing;
}

/** The share of a standard normal distribution below x (Abramowitz and Stegun 7.1.26; off by less than 10⁻⁶). */
function normalBelow(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * z);
  const polynomial =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = (polynomial * Math.exp(-z * z)) / 2;
  return x > 0 ? 1 - tail : tail;
}
