/**
 * Mean time from the end of a question to the beginning of its answer in natural conversation, in seconds, by language
 * (Stivers et al., Universals and cultural variation in turn-taking in conversation, PNAS 106, 2009, table 1).
 */
const means: Readonly<Record<string, number>> = {
  da: 0.469,
  lo: 0.42,
  it: 0.31,
  en: 0.236,
  ko: 0.206,
  nl: 0.109,
  ja: 0.007,
};

/** The mean over the ten languages of that study, in seconds. */
const overallMean = 0.208;

/** When people answer in a language: seconds after the other has ended, less than 0 before it. */
export interface ResponseOffsets {
  readonly mean: number;
  /** Standard deviation: offsets of telephone conversations spread over about half a second either way. */
  readonly deviation: number;
}

/** The offsets of a language; for one that nobody measured, those of all that were. @param language BCP 47 tag */
export function responseOffsets(language: string): ResponseOffsets {
  return { mean: means[language.split("-")[0] ?? ""] ?? overallMean, deviation: 0.4 };
}
