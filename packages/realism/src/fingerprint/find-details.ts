import type { Lexicon } from "../lexicons/lexicon.ts";

/** What a detail looks like. */
export type DetailKind = "email" | "url" | "date" | "time" | "money" | "phone" | "code" | "number" | "name";

/** What tells one task from another of its kind: a number, a date, a code, a name, an address. The literature says detail. */
export interface Detail {
  readonly kind: DetailKind;
  /** As it stands in the text. */
  readonly text: string;
  /** Where it begins, in UTF-16 code units. */
  readonly start: number;
}

// Numbers written in groups are one number: cards, telephones, thousands. Years side by side are not.
const grouped = {
  card: String.raw`\b(?!(?:(?:19|20)\d\d[ -]){2})\d{4}(?:[ -]\d{4}){2,4}\b|\b\d{4}[ -]\d{6}[ -]\d{5}\b`,
  account: String.raw`\b[a-z]{2}\d{2} (?:[a-z]{4}|\d{4})(?: \d{4}){2,6}(?: \d{1,4})?\b`,
  // Those that begin with 0, in any groups; American, French and Spanish ones in theirs.
  phone: String.raw`\(0\d{1,5}\) ?\d{2,9}(?:[ -]\d{2,9}){0,4}\b|\b0(?=(?:[ /-]?\d){8,14}\b)\d{1,5}(?:[ /-]\d{2,9}){1,5}\b|\b(?:1[ .-])?\d{3}[ .-]\d{3}[ .-]\d{4}\b|\b[6-9]\d{2}(?: \d{2}){3}\b|\b9\d \d{3} \d{2} \d{2}\b`,
  code: String.raw`\b(?=(?:-?\d){9,20}\b)\d{1,12}(?:-\d{1,12}){2,5}\b|\b\d{3}-\d{2}-\d{4}\b`,
  number: String.raw`\b\d{1,3}(?:[ \u00a0\u202f]\d{3}){2,4}\b|\b\d{1,3}[ \u00a0\u202f]000\b`,
};
// One pass over the text, the more special first. Every part is bounded, so that no text takes long.
const parts = [
  String.raw`(?<email>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4})`,
  String.raw`(?<url>\b(?:https?:\/\/|www\.)[^\s<>"']{3,500})`,
  String.raw`(?<date>\b\d{4}(?:-\d{1,2}-|\/\d{1,2}\/|\.\d{1,2}\.)\d{1,2}\b|\b\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?![\d/])|\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?(?![\d.])|\b\d{1,2}(?:-\d{1,2}-| \d{1,2} )(?:19|20)\d{2}\b)`,
  String.raw`(?<time>\b\d{1,2}:\d{2}(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?(?:[ap]m|uhr|h\d{0,2})\b)`,
  String.raw`(?<money>[$€£¥]\s?\d[\d.,]{0,15}\d|[$€£¥]\s?\d|\b\d(?:[\d.,]|[ \u00a0\u202f](?=\d{3}(?!\d))){0,15}\s?(?:[$€£¥]|(?:usd|eur|dollars?|euros?|pounds?|bucks)\b))`,
  String.raw`(?<phone>\+\d[\d ()-]{6,18}\d|\(\d{3}\)\s?\d{3}[- ]\d{4}|\b\d{3}-\d{4}\b(?!-\d)|${grouped.phone})`,
  String.raw`(?<code>#\w{2,20}|${grouped.account}|${grouped.code}|\b(?=[a-z-]{0,20}\d)(?=[\d-]{0,20}[a-z])(?:[a-z\d]{2,20}|[a-z](?=-))(?:-[a-z\d]{1,20}){0,4}\b)`,
  String.raw`(?<number>${grouped.card}|${grouped.number}|\b\d[\d.,]{0,20}\d\b|\b\d\b)`,
];
// "1st", "20th", "3x", "5g" are numbers with an ending, not codes.
const numberWithEnding =
  /^\d+(?:st|nd|rd|th|s|x|k|m|g|kg|cm|mm|km|mg|ml|lb|lbs|oz|ft|er|ème|º|ª|pm|am|h|min|gb|mb|tb)$/i;
const patterns = new WeakMap<Lexicon, RegExp>();
const withoutMonths = new RegExp(parts.join("|"), "giu");
const capitalized = /(?<![\p{L}\p{M}'’-])\p{Lu}[\p{L}\p{M}'’-]{0,40}/gu;

/**
 * The details of a text, without overlap.
 *
 * Names are runs of capitalised words inside a sentence where the language writes names so, and else what follows a
 * phrase such as "my name is"; a name in small letters is not found. A month with its day, its year or both is one
 * date, and a day of the week is a name like any other: it tells one task from another as a name does. A number that is
 * written in groups (a card's, a telephone's, "10 000") is one.
 *
 * @param lexicon of the text's language; without one, no names are looked for
 */
export function findDetails(text: string, lexicon: Lexicon | null): readonly Detail[] {
  const found: Detail[] = [];
  if (/[\d@]|https?:|www\.|#/i.test(text)) {
    for (const { 0: match, index, groups = {} } of text.matchAll(patternOf(lexicon))) {
      const named = Object.keys(groups).find((name) => groups[name] !== undefined);
      const kind = (named === "monthly" ? "date" : named) as DetailKind;
      found.push({
        kind: kind === "code" && numberWithEnding.test(match) ? "number" : kind,
        text: match,
        start: index,
      });
    }
  }
  return lexicon === null ? found : [...found, ...names(text, lexicon, found)];
}

/** The pattern of details with the months of a language, made once. */
function patternOf(lexicon: Lexicon | null): RegExp {
  if (lexicon === null) return withoutMonths;
  let pattern = patterns.get(lexicon);
  if (pattern === undefined) {
    const [first, ...rest] = parts;
    pattern = new RegExp([first, `(?<monthly>${dates(lexicon)})`, ...rest].join("|"), "giu");
    patterns.set(lexicon, pattern);
  }
  return pattern;
}

/** "12 March", "12. März 2026", "2 de enero de 2026"; "March 12th, 2026"; "March 2026". */
function dates({ calendar }: Lexicon): string {
  const month = `(?:${calendar.join("|")})(?![\\p{L}\\p{M}])`;
  const day = String.raw`\d{1,2}(?:st|nd|rd|th|er|º|ª)?`;
  const days = String.raw`${day}(?:\s?[-–]\s?${day})?`;
  const year = String.raw`(?:\d{4}|['’]\d{2})(?![\p{L}\d:])`;
  const between = String.raw`(?:\s{1,3}|[\/-])`;
  const linked = String.raw`${between}(?:(?:of|de|del|the)\s)?`;
  return [
    String.raw`\b${days}\.?${linked}${month}(?:\.?,?${linked}${year})?`,
    String.raw`(?<![\p{L}\p{M}\d])${month}\.?${linked}${days}(?![\p{L}\d:/]|[.,]\d)(?:,?${between}${year})?`,
    String.raw`(?<![\p{L}\p{M}\d])${month}\.?,?${linked}${year}`,
  ].join("|");
}

function names(text: string, lexicon: Lexicon, taken: readonly Detail[]): Detail[] {
  // Whoever writes all in capitals marks nothing by them.
  if (!/\p{Ll}/u.test(text)) return [];
  const isTaken = (place: number): boolean =>
    taken.some((one) => place >= one.start && place < one.start + one.text.length);
  const runs: { start: number; end: number }[] = [];
  for (const { 0: match, index } of text.matchAll(capitalized)) {
    if (isTaken(index) || isCommon(match, lexicon)) continue;
    const end = index + match.length;
    const run = runs.at(-1);
    if (run !== undefined && index === run.end + 1 && /[ \t]/.test(text.charAt(run.end))) run.end = end;
    else if (/^\p{Lu}\p{Ll}/u.test(match) && isNamed(text, index, lexicon)) runs.push({ start: index, end });
  }
  return runs.map(({ start, end }) => ({ kind: "name", text: text.slice(start, end), start }));
}

/** Whether a capital letter at a place marks a name: inside a sentence, or behind a phrase that names follow. */
function isNamed(text: string, place: number, lexicon: Lexicon): boolean {
  return (
    (lexicon.capitalsMarkNames && !opensSentence(text, place)) ||
    isCued(text.slice(Math.max(0, place - 30), place), lexicon)
  );
}

// Ends of sentences, brackets, quotation marks, list marks, dashes, lines, and pictures, which end a sentence as well. The
// apostrophe is no quotation mark; a short dash without a blank beside it joins, and signs of trade marks are no pictures.
const sentenceEdge =
  /[.!?…¿¡:;"•*\-—―\n\r\p{Ps}\p{Pe}\p{Pi}]|(?!’)\p{Pf}|\s–|–\s|\p{Regional_Indicator}|(?![©®™])\p{Extended_Pictographic}/u;
const face = /(?:^|\s)(?:[:;=]-?[DPpOo3]|[xX]D|<3)\s+$/;
const letterOrDigit = /[\p{L}\p{Nd}]/u;

/**
 * Whether no letter or digit stands between a place and the edge of a sentence, or a face made of letters does. A comma
 * goes on with the sentence: "e.g., Python".
 */
function opensSentence(text: string, place: number): boolean {
  let start = place;
  while (start > 0 && !letterOrDigit.test(text.charAt(start - 1))) start--;
  const between = text.slice(start, place);
  return (
    start === 0 ||
    sentenceEdge.test(between.slice(between.lastIndexOf(",") + 1)) ||
    face.test(text.slice(Math.max(0, start - 4), place))
  );
}

function isCued(before: string, { namesAfter }: Lexicon): boolean {
  const heard = before
    .toLowerCase()
    .replaceAll("’", "'")
    .trimEnd()
    .replace(/[.,:]$/, "");
  return namesAfter.some(
    (cue) => heard.endsWith(cue) && !/\p{L}/u.test(heard.charAt(heard.length - cue.length - 1)),
  );
}

const commonWords = new WeakMap<Lexicon, ReadonlySet<string>>();

/** "I", "The", days and months: capitals that name nobody. */
function isCommon(match: string, lexicon: Lexicon): boolean {
  let common = commonWords.get(lexicon);
  if (common === undefined) {
    common = new Set([...lexicon.functionWords, ...lexicon.calendar]);
    commonWords.set(lexicon, common);
  }
  return common.has(match.toLowerCase());
}
