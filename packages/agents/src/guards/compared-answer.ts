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
  /\b(?:between|before|after|until|till|earlier|later|than|at least|at most|up to|over|under|(?<!more or )less|more(?! or less)|not|dont|cant|wont|never|except|instead|zwischen|vor|nach|bis|fruher|spater|mindestens|hochstens|uber|unter|(?<!mehr oder )weniger|mehr(?! oder weniger)|nicht|kein\w*|ausser|statt|entre|avant|apres|jusqua|plus(?! ou moins)|(?<!plus ou )moins|pas|sauf|antes|despues|hasta|mas(?! o menos)|(?<!mas o )menos|excepto|flexible|either|any|egal|half past|quarter (?:past|to)|viertel (?:vor|nach)|halb|past|to be precise)\b/;

const inexact = [
  "around|about|roughly|or so|ish|approximately|approx|almost|nearly|practically|pretty much|more or less|give or take|(?:or )?thereabouts?|near enough|something like|somewhere near|in the (?:region|neighbou?rhood) of|just (?:under|over|before|after|short of|shy of)|shy of|close to|and (?:change|a bit|some)|a (?:bit|touch|tad|little)|some",
  "circa|ca|gegen|ungefahr|etwa|oder so|um die|annahernd|schatzungsweise|rum|herum|grob|fast|beinahe|nahezu|knapp|gut|rund|mehr oder weniger",
  "vers|environ|presque|quasi(?:ment)?|a peu pres|autour de|dans les|pres de|en gros|grosso modo|aux (?:alentours|environs) d[eu]s?|approximativement|plus ou moins|bientot|et quelques|(?:une )?petite",
  "sobre|alrededor|casi|unos|unas|aproximadamente|cerca de|como|o asi|por ahi|ronda(?:ndo)?|en torno al?|a eso de|mas o menos|y pico",
].join("|");

/** Says that it is not exact. */
export const nearly = new RegExp(String.raw`\b(?:${inexact})\b|\dish\b`);
