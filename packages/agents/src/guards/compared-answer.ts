/** What comparing an answer with what is the case came to; "unclear" where it was not read whole. */
export type Verdict = "same" | "other" | "unclear";

/** A part of a text. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** An answer that was compared, and what was read of it. */
export interface ComparedAnswer {
  readonly verdict: Verdict;
  /** Where the values stand that were read, in the text that was compared; nothing else is to be made of them. */
  readonly read: readonly Place[];
}

export const unclear: ComparedAnswer = { verdict: "unclear", read: [] };

/** A text with blanks in place of some parts. */
export function withoutPlaces(text: string, places: readonly Place[]): string {
  return places.reduce(
    (left, { start, end }) => left.slice(0, start) + " ".repeat(end - start) + left.slice(end),
    text,
  );
}

/** Says what it is near to or what it is not, rather than what it is; in what is left when values are taken out. */
export const vague =
  /\b(?:between|before|after|until|till|earlier|later|than|at least|at most|up to|over|under|less|more|not|dont|cant|wont|never|except|instead|zwischen|vor|nach|bis|fruher|spater|mindestens|hochstens|uber|unter|weniger|mehr|nicht|kein\w*|ausser|statt|entre|avant|apres|jusqua|plus|moins|pas|sauf|antes|despues|hasta|mas|menos|excepto|flexible|either|any|egal|half past|quarter (?:past|to)|viertel (?:vor|nach)|halb|past|to be precise)\b/;

/** Says that it is not exact. */
export const nearly =
  /\b(?:around|about|roughly|or so|oder so|ish|approximately|circa|ca|gegen|ungefahr|etwa|vers|environ|sobre|alrededor|almost|nearly|just under|just over|close to|a bit|fast|knapp|gut|rund|presque|casi|unos|unas|aproximadamente|some)\b|\dish\b/;
