/**
 * Mean time from the end of a question to the beginning of its answer in natural conversation, in seconds (Stivers et al.,
 * Universals and cultural variation in turn-taking in conversation, PNAS 106:10587, 2009): the two languages at the ends of
 * the range. All ten that were measured lie within a quarter of a second of the mean over all of them.
 */
const means: Readonly<Record<string, number>> = { da: 0.469, ja: 0.007 };

/** The mean over all answers of that study, in ten languages, in seconds. */
const overallMean = 0.208;

/**
 * Where a standard normal distribution has reached 0.301: 30.1 % of the changes of speaker overlap in English telephone
 * conversations (Switchboard; Levinson and Torreira, Timing in turn-taking and its implications for processing models of
 * language, Frontiers in Psychology 6:731, 2015).
 */
const overlapQuantile = -0.52153;

/** When people answer in a language: seconds after the other has ended, less than 0 before it; normally distributed. */
export interface ResponseOffsets {
  readonly mean: number;
  /** Standard deviation, which is such that the overall mean goes with the measured share of overlaps: 0.4. */
  readonly deviation: number;
}

/** The offsets of a language; for one that is not known by itself, those of all that were measured. @param language BCP 47 tag */
export function responseOffsets(language: string): ResponseOffsets {
  const mean = means[language.split("-")[0] ?? ""] ?? overallMean;
  return { mean, deviation: overallMean / -overlapQuantile };
}

/** What offsets are like where turns do not overlap, and where they do. */
export interface GapsAndOverlaps {
  /** Mean and standard deviation of the gaps, in seconds. */
  readonly gap: number;
  readonly gapDeviation: number;
  /** Share of offsets below 0. */
  readonly overlap: number;
  /** Mean time that turns overlap where they do, in seconds. */
  readonly overlapLength: number;
}

/** Offsets taken apart at 0, so that gaps and overlaps together have the mean that was measured. */
export function gapsAndOverlaps({ mean, deviation }: ResponseOffsets): GapsAndOverlaps {
  const zero = -mean / deviation;
  const overlap = normalBelow(zero);
  const density = Math.exp(-(zero ** 2) / 2) / Math.sqrt(2 * Math.PI);
  // Mean and variance of what a normal distribution has above 0.
  const hazard = density / (1 - overlap);
  return {
    gap: mean + deviation * hazard,
    gapDeviation: deviation * Math.sqrt(1 + zero * hazard - hazard ** 2),
    overlap,
    overlapLength: (deviation * density) / overlap - mean,
  };
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
