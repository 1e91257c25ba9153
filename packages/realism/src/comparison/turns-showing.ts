import type { FeatureName } from "../fingerprint/features.ts";
import { type Fingerprint, measure } from "../fingerprint/fingerprint.ts";

/** What turns are to show of a feature. */
export interface Shown {
  readonly language: string | null;
  /** The mean of the side. */
  readonly mean: number;
  /** Whether the side has more of the feature than the other. */
  readonly isMore: boolean;
}

/**
 * The turns of a user that show a feature, or that do without it: those that count for a rate; those of about the mean
 * length; the longest and the shortest of those whose length varies; a turn and the one that it repeats; the turns that
 * hold the details.
 */
export function turnsShowing(
  feature: FeatureName,
  texts: readonly string[],
  { language, mean, isMore }: Shown,
): readonly string[] {
  const of = (some: readonly string[]): Fingerprint["features"] =>
    measure(some, 0, language ?? undefined).features;
  const words = (text: string): number => of([text]).words_per_turn ?? 0;
  switch (feature) {
    case "opening_length":
      return texts.slice(0, 1);
    case "words_per_turn":
      return inPlace(texts, (text) => Math.abs(words(text) - mean)).slice(0, 2);
    case "verbosity_cv":
      return texts.length < 2
        ? []
        : ([inPlace(texts, (text) => -words(text))[0], inPlace(texts, words)[0]] as string[]);
    case "repetition_rate":
      return isMore ? repeated(texts, (some) => (of(some).repetition_rate ?? 0) > 0) : texts;
    case "front_loading_ratio": {
      const [first, ...later] = texts.filter(
        (text, place) => place === 0 || (of([text]).identifiers_per_turn ?? 0) > 0,
      );
      return isMore ? [first as string] : later;
    }
    default:
      return texts.filter((text) => (of([text])[feature] ?? 0) > 0 === isMore);
  }
}

/** The smallest first; equal ones in the order they were said. */
function inPlace(texts: readonly string[], by: (text: string) => number): readonly string[] {
  return texts
    .map((text) => ({ text, value: by(text) }))
    .sort((a, b) => a.value - b.value)
    .map(({ text }) => text);
}

function repeated(texts: readonly string[], isPair: (some: readonly string[]) => boolean): readonly string[] {
  for (const [place, text] of texts.entries()) {
    const earlier = texts.slice(0, place).find((one) => isPair([one, text]));
    if (earlier !== undefined) return [earlier, text];
  }
  return [];
}
