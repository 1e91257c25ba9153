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

// One pass over the text, the more special first. Every part is bounded, so that no text takes long.
const pattern = new RegExp(
  [
    String.raw`(?<email>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4})`,
    String.raw`(?<url>\b(?:https?:\/\/|www\.)[^\s<>"']{3,500})`,
    String.raw`(?<date>\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?![\d/])|\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?(?![\d.]))`,
    String.raw`(?<time>\b\d{1,2}:\d{2}(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?(?:[ap]m|uhr|h\d{0,2})\b)`,
    String.raw`(?<money>[$€£¥]\s?\d[\d.,]{0,15}\d|[$€£¥]\s?\d|\b\d[\d.,]{0,15}\s?(?:[$€£¥]|(?:usd|eur|dollars?|euros?|pounds?|bucks)\b))`,
    String.raw`(?<phone>\+\d[\d ()-]{6,18}\d|\(\d{3}\)\s?\d{3}[- ]\d{4}|\b\d{3}-\d{3}-\d{4}\b|\b\d{3}-\d{4}\b)`,
    String.raw`(?<code>#\w{2,20}|\b(?=[a-z-]{0,20}\d)(?=[\d-]{0,20}[a-z])(?:[a-z\d]{2,20}|[a-z](?=-))(?:-[a-z\d]{1,20}){0,4}\b)`,
    String.raw`(?<number>\b\d[\d.,]{0,20}\d\b|\b\d\b)`,
  ].join("|"),
  "giu",
);
// "1st", "20th", "3x", "5g" are numbers with an ending, not codes.
const numberWithEnding =
  /^\d+(?:st|nd|rd|th|s|x|k|m|g|kg|cm|mm|km|mg|ml|lb|lbs|oz|ft|er|ème|º|ª|pm|am|h|min|gb|mb|tb)$/i;
const capitalized = /(?<![\p{L}\p{M}'’-])\p{Lu}[\p{L}\p{M}'’-]{0,40}/gu;

/**
 * The details of a text, without overlap.
 *
 * Names are runs of capitalised words inside a sentence where the language writes names so, and else what follows a
 * phrase such as "my name is"; a name in small letters is not found. A number beside a month is a
 * date, and a day of the week is a name like any other: it tells one task from another as a name does.
 *
 * @param lexicon of the text's language; without one, no names are looked for
 */
export function findDetails(text: string, lexicon: Lexicon | null): readonly Detail[] {
  const found: Detail[] = [];
  if (/[\d@]|https?:|www\.|#/i.test(text)) {
    for (const { 0: match, index, groups = {} } of text.matchAll(pattern)) {
      const kind = Object.keys(groups).find((name) => groups[name] !== undefined) as DetailKind;
      found.push({
        kind: kind === "code" && numberWithEnding.test(match) ? "number" : kind,
        text: match,
        start: index,
      });
    }
  }
  return lexicon === null ? found : [...withDates(found, text, lexicon), ...names(text, lexicon, found)];
}

/** Numbers beside the name of a month are dates. */
function withDates(found: readonly Detail[], text: string, { calendar }: Lexicon): readonly Detail[] {
  return found.map((detail) => {
    if (detail.kind !== "number") return detail;
    const before = /(\p{L}{3,12})\.?\s{1,3}(?:the\s)?$/iu.exec(
      text.slice(Math.max(0, detail.start - 24), detail.start),
    );
    const end = detail.start + detail.text.length;
    const after = /^\.?\s{1,3}(?:of\s|de\s)?(\p{L}{3,12})/iu.exec(text.slice(end, end + 24));
    const isMonth = [before?.[1], after?.[1]].some(
      (near) => near !== undefined && calendar.includes(near.toLowerCase()),
    );
    return isMonth ? { ...detail, kind: "date" as const } : detail;
  });
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
  const before = text.slice(Math.max(0, place - 30), place);
  const said = before.trimEnd();
  const opens = said === "" || /[.!?:;"“”(•*-]$/u.test(said) || before.slice(said.length).includes("\n");
  return (lexicon.capitalsMarkNames && !opens) || isCued(before, lexicon);
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
