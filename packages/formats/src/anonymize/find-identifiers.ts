import { findPersonalData, type PersonalDataKind } from "../personal-data/find-personal-data.ts";

/** What stands for a person or a case: personal data of a known form, a number, or an id of letters and digits. */
export type IdentifierKind = PersonalDataKind | "number" | "id";

/** A place of a text, in UTF-16 code units. */
export interface Place<Kind extends string> {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
}

const uuid = /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi;
const code = /(?<!\d[.,])[A-Za-z\d]+(?:[-_][A-Za-z\d]+)*/g;
/** An account that is mentioned, told from a word of a language or of a program by a digit or an underscore. */
const mention =
  /(?<=(?<![\p{L}\p{N}_.+-])@)[\p{L}\p{M}]{1,40}[\d_][\p{L}\p{M}\p{N}_]{0,40}(?![\p{L}\p{M}\p{N}_/(])/gu;
const isoTime =
  /(?<![\w-])\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-])/g;
const date = /^(?:\d{4}-\d{1,2}-\d{1,2}(?:T\d{1,2})?|\d{1,2}-\d{1,2}-\d{2,4})$/;

/** Everything in a text that identifies by its form; the places are in order and apart. */
export function findIdentifiers(text: string): Place<IdentifierKind>[] {
  const ids = [...text.matchAll(uuid)].map((match) => placeOf("id", match));
  const mentions = [...text.matchAll(mention)].map((match) => placeOf("id", match));
  const codes = [...text.matchAll(code)].flatMap((match) => {
    const kind = kindOfCode(match[0]);
    return kind === undefined ? [] : [placeOf(kind, match)];
  });
  const times = [...text.matchAll(isoTime)].map((match) => placeOf("id", match));
  const isTime = ({ start, end }: Place<string>): boolean =>
    times.some((time) => start >= time.start && end <= time.end);
  // Digits of a UUID may look like a telephone number.
  return apart([...ids, ...findPersonalData(text), ...mentions, ...codes].filter((place) => !isTime(place)));
}

/** In order, what overlaps made one: of the kind that was found first. */
export function apart<Kind extends string>(places: readonly Place<Kind>[]): Place<Kind>[] {
  const rank = new Map(places.map((place, at) => [place, at]));
  const result: Place<Kind>[] = [];
  let best = 0;
  for (const place of places.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    const at = rank.get(place) ?? 0;
    if (last === undefined || place.start >= last.end) {
      result.push(place);
      best = at;
      continue;
    }
    const kind = at < best ? place.kind : last.kind;
    best = Math.min(at, best);
    result[result.length - 1] = { kind, start: last.start, end: Math.max(last.end, place.end) };
  }
  return result;
}

/** Six digits and more are a number, four digits and a letter an id: smaller ones are amounts, years and rooms. */
function kindOfCode(word: string): "number" | "id" | undefined {
  const digits = word.replaceAll(/\D/g, "").length;
  if (digits < 4 || date.test(word)) return undefined;
  if (/[A-Za-z]/.test(word)) return "id";
  return digits >= 6 ? "number" : undefined;
}

function placeOf<Kind extends string>(kind: Kind, { 0: match, index }: RegExpExecArray): Place<Kind> {
  return { kind, start: index, end: index + match.length };
}
