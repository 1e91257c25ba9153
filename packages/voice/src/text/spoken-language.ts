import { type NumberWords, numberWords } from "./number-words.ts";
import type { SpokenWords } from "./spoken-words.ts";
import { type SparseWords, sparseWords } from "./words/sparse-words.ts";
import { spokenWords } from "./words/words-by-language.ts";

/** Everything that says how a language is written and said. */
export interface SpokenLanguage {
  /** BCP 47. */
  readonly tag: string;
  readonly numbers: NumberWords;
  readonly words: SpokenWords | undefined;
  /** What is known of a language without such words. */
  readonly sparse: SparseWords | undefined;
  /** What divides thousands, and what begins decimals. */
  readonly marks: { readonly group: string; readonly decimal: string };
  readonly dates: {
    /** Whether 3/4 is the fourth of March. */
    readonly monthFirst: boolean;
    /** Whether days and months are divided by full stops. */
    readonly dotted: boolean;
    /** What months are called, in lower case, long or short, each → 1 to 12. */
    readonly months: ReadonlyMap<string, number>;
    /** A regular expression of these names, as they may be written. */
    readonly monthNames: string;
  };
}

const known = new Map<string, Promise<SpokenLanguage | undefined>>();

/** How a language is written and said. @param tag BCP 47 @returns nothing when no words are known for its numbers */
export function spokenLanguage(tag: string): Promise<SpokenLanguage | undefined> {
  const language = known.get(tag) ?? describe(tag);
  known.set(tag, language);
  return language;
}

async function describe(tag: string): Promise<SpokenLanguage | undefined> {
  const numbers = await numberWords(tag);
  if (numbers === undefined) return undefined;
  const marks = new Intl.NumberFormat(tag).formatToParts(12_345_678.5);
  const mark = (type: string, usual: string): string =>
    marks.find((part) => part.type === type)?.value ?? usual;
  const order = new Intl.DateTimeFormat(tag).formatToParts(new Date(0));
  const at = (type: string): number => order.findIndex((part) => part.type === type);
  // Americans have "Sep", and the British "Sept".
  const months = new Map([...monthsOf(tag), ...(tag.startsWith("en") ? monthsOf("en-GB") : [])]);
  return {
    tag,
    numbers,
    words: spokenWords(tag),
    sparse: sparseWords(tag),
    marks: { group: mark("group", ","), decimal: mark("decimal", ".") },
    dates: {
      monthFirst: at("month") < at("day") && at("day") < at("year"),
      dotted: order.some(({ type, value }) => type === "literal" && value.trim() === "."),
      months,
      monthNames: namesOf([...months.keys()], tag),
    },
  };
}

/** What months are called, in lower case, long or short, each → 1 to 12. @param tag BCP 47 */
export function monthsOf(tag: string): Map<string, number> {
  const months = new Map<string, number>();
  for (const month of ["long", "short"] as const)
    for (let number = 1; number <= 12; number++) {
      const parts = new Intl.DateTimeFormat(tag, { month, day: "numeric", timeZone: "UTC" }).formatToParts(
        new Date(Date.UTC(2024, number - 1, 2)),
      );
      const name =
        parts
          .find(({ type }) => type === "month")
          ?.value.replace(/\.$/, "")
          .toLowerCase() ?? "";
      if (/^\p{L}{3,}$/u.test(name)) months.set(name, months.get(name) ?? number);
    }
  return months;
}

/** English and German months have capitals, without which they are other words: "you may 5 times". */
function namesOf(months: readonly string[], tag: string): string {
  const capital = /^(?:en|de)\b/.test(tag);
  return months
    .toSorted((a, b) => b.length - a.length)
    .map((name) => {
      const [first = "", rest] = [name[0], name.slice(1)];
      return capital ? first.toUpperCase() + rest : `[${first.toUpperCase()}${first}]${rest}`;
    })
    .join("|");
}
