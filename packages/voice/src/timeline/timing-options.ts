import { InvalidArgumentError } from "@sdialog/core";
import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { gapsAndOverlaps, responseOffsets } from "./response-offsets.ts";

/** How the turns of a dialogue follow each other. Everything that is left out is as people do it. */
export interface TimingOptions {
  /** Mean time between one's end and the other's beginning where they do not overlap, in seconds. Default: from the language. */
  readonly gap?: number | undefined;
  /** Standard deviation of that time, in seconds. Default: from the language. */
  readonly gapDeviation?: number | undefined;
  /** Share of changes of speaker where the next begins before the other has ended, 0 to 1, interruptions counted in. Default: as many as the language's offsets are below 0. */
  readonly overlap?: number | undefined;
  /** Mean time two turns overlap where they do, in seconds. Default: from the language, about 0.25. */
  readonly overlapLength?: number | undefined;
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
  overlapLength: true,
  longestOverlap: true,
  interruptions: true,
  backchannels: true,
  pause: true,
  edges: true,
};

/** Timing with nothing left open. */
export type Timing = { readonly [Name in keyof TimingOptions]-?: number };

/**
 * Timing as it was asked for, completed by what is usual in a language.
 *
 * @throws InvalidArgumentError for a share beyond 0 to 1, a time below 0, or more interruptions than overlaps
 */
export function completeTiming(options: TimingOptions | undefined, language: string): Timing {
  const given = checkOptions("timing", options ?? {}, timingOptionNames);
  const usual = gapsAndOverlaps(responseOffsets(language));
  const timing: Timing = {
    gap: given.gap ?? usual.gap,
    gapDeviation: given.gapDeviation ?? usual.gapDeviation,
    overlap: given.overlap ?? Math.max(usual.overlap, given.interruptions ?? 0),
    overlapLength: given.overlapLength ?? usual.overlapLength,
    longestOverlap: given.longestOverlap ?? 1,
    interruptions: given.interruptions ?? 0,
    backchannels: given.backchannels ?? 0,
    pause: given.pause ?? 0,
    edges: given.edges ?? 0.5,
  };
  for (const [name, value] of Object.entries(timing)) {
    const most = name === "overlap" || name === "interruptions" ? 1 : 60;
    if (!(value >= 0 && value <= most))
      throw new InvalidArgumentError(`timing.${name} must be between 0 and ${most}, not ${value}`);
  }
  if (timing.interruptions > timing.overlap)
    throw new InvalidArgumentError(
      `timing.interruptions (${timing.interruptions}) is more than timing.overlap (${timing.overlap}): who interrupts overlaps`,
    );
  return timing;
}
