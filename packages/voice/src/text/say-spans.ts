import type { SpokenLanguage } from "./spoken-language.ts";
import type { WrittenForm } from "./written-form.ts";
import { execAt } from "./written-number.ts";

interface SpanNames {
  readonly pattern: RegExp;
  /** Short or long, in lower case → long. */
  readonly long: ReadonlyMap<string, string>;
}

const known = new Map<string, readonly SpanNames[]>();
/** What English has besides, → the day of the week from Monday. */
const otherDays: Readonly<Record<string, number>> = { tues: 1, weds: 2, thur: 3, thurs: 3 };

/** Days of the week, or months, shortened with a dash between them: `Mon-Fri`, `Mo.–Fr.`, `Jan-Mar`. */
export const spanOfNames: WrittenForm = (text, at, language) => {
  const { words, tag } = language;
  if (words === undefined) return undefined;
  const sets = known.get(tag) ?? [weekdays(tag), months(language)];
  known.set(tag, sets);
  for (const { pattern, long } of sets) {
    const found = execAt(pattern, text, at);
    if (found === undefined) continue;
    const [from, to] = [found[1], found[2]].map((name) => long.get((name ?? "").toLowerCase()));
    return { length: found[0].length, said: `${from} ${words.between.range} ${to}` };
  }
  return undefined;
};

const shortDay = /(Mon|Tues?|Weds?|Thu|Thurs?|Fri|Sat|Sun)(\.?)(?![\p{L}\p{M}\p{N}’'-])/uy;
const dayExpected =
  /(?:^|[^\p{L}])(?:on|by|until|till|since|from|to|next|last|this|every|each|and|or|before|after)\s+$/iu;

/** A day of the week shortened in English, after a word that tells so: `on Fri.`, `by Tue`. */
export const shortWeekday: WrittenForm = (text, at, { tag }) => {
  const found = tag.startsWith("en") ? execAt(shortDay, text, at) : undefined;
  const long = found === undefined ? undefined : weekdays(tag).long.get((found[1] ?? "").toLowerCase());
  if (found === undefined || long === undefined) return undefined;
  const [before, after] = [text.slice(Math.max(0, at - 12), at), text.slice(at + found[0].length)];
  // The sun, and who sat.
  if (!dayExpected.test(before) || (/^s/iu.test(long) && found[2] === "" && !/^,?\s+(?:\d|at )/u.test(after)))
    return undefined;
  const endsSentence = found[2] !== "" && /^\s*(?:$|\s\p{Lu})/u.test(after);
  return { length: found[0].length, said: endsSentence ? `${long}.` : long };
};

function weekdays(tag: string): SpanNames {
  const long = new Map<string, string>();
  for (let day = 0; day < 7; day++) {
    const when = new Date(Date.UTC(2024, 0, day + 1));
    const name = (weekday: "long" | "short"): string =>
      new Intl.DateTimeFormat(tag, { weekday, timeZone: "UTC" }).format(when);
    for (const short of [name("short"), name("long")])
      long.set(short.replace(/\.$/, "").toLowerCase(), name("long"));
    if (tag.startsWith("en"))
      for (const [other, which] of Object.entries(otherDays))
        if (which === day) long.set(other, name("long"));
  }
  return spanNames(long, tag);
}

function months({ tag, dates }: SpokenLanguage): SpanNames {
  const long = new Map(
    [...dates.months].map(([name, month]) => [
      name,
      new Intl.DateTimeFormat(tag, { month: "long", timeZone: "UTC" }).format(
        new Date(Date.UTC(2024, month - 1, 2)),
      ),
    ]),
  );
  return spanNames(long, tag);
}

/** English and German have capitals in them. */
function spanNames(long: ReadonlyMap<string, string>, tag: string): SpanNames {
  const names = [...long.keys()]
    .filter((name) => /^[\p{L}\p{M}]+$/u.test(name))
    .toSorted((a, b) => b.length - a.length)
    .map((name) => {
      const capital = (name[0] ?? "").toUpperCase();
      return (/^(?:en|de)\b/.test(tag) ? capital : `[${capital}${name[0]}]`) + name.slice(1);
    });
  const name = `(${names.join("|")})`;
  return {
    // A full stop where the sentence goes on is of the short name.
    pattern: new RegExp(
      String.raw`${name}\.?\s?[-–—]\s?${name}(?![\p{L}\p{M}\p{N}-])(?:\.(?=\s?[,;:)\d]|\s\p{Ll}))?`,
      "uy",
    ),
    long,
  };
}
