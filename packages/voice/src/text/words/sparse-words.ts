import { croatianDay, croatianOrdinalBefore, croatianYear } from "./croatian.ts";
import { hungarianDay, hungarianOrdinal } from "./hungarian.ts";
import { polishDay, polishOrdinalBefore, polishYear } from "./polish.ts";
import type { NumberWords } from "../number-words.ts";
import type { Abbreviation } from "../spoken-words.ts";

/** What a language without a whole list of words says otherwise than it is written. */
export interface SparseWords {
  /** Abbreviation with its dots, in lower case → words. */
  readonly abbreviations?: Readonly<Record<string, string | Abbreviation>>;
  /** What before `17.30` tells that it is a time. */
  readonly clock?: RegExp;
  /**
   * An ordinal, where one is written with a full stop: `2. sal`; nothing for those that cannot be said, nor before a noun whose
   * gender or case it would need to know.
   */
  readonly ordinal?: (value: number, numbers: NumberWords, noun: string) => string | undefined;
  /** Whether a full stop makes an ordinal of a number: those that cannot be said stay as they are written, for the engine to say. */
  readonly dottedOrdinals?: true;
  /** Hours and minutes of a time with a colon. */
  readonly time?: (hour: number, minute: number, numbers: NumberWords) => string;
  /** Whether the digits of a year are said one by one. */
  readonly digitYear?: true;
  /** The day of a month. */
  readonly day?: (value: number, numbers: NumberWords) => string;
  /** The year of a date, with what is said after it. */
  readonly year?: (value: number, numbers: NumberWords) => string;
  /** What may be written after the year of a date and is said with it. */
  readonly afterYear?: RegExp;
  /** What is said before a number for a percent sign. */
  readonly percent?: string;
  readonly currencies?: Readonly<Record<string, string>>;
}

const scandinavianClock = /(?:^|[^\p{L}])(?:kl\.?|klokken|klokka)\s+(?:\d{1,2}(?:\.\d{2})?\s?[-–]\s?)?$/iu;

/** Ordinals as they stand with months: "пятого мая". */
const genitive = (ordinal: string): string =>
  ordinal.replace(/ет[иі]й$/u, (end) => (end === "етий" ? "етьего" : "етього")).replace(/[ыои]й$/u, "ого");

/** The ordinals of days: the library has some that are wrong from 20 on. @param compound of what has tens and ones */
const ordinalOf =
  (
    tens: Readonly<Record<number, string>>,
    compound: (tens: string, ones: string, cardinal: string, value: number) => string,
  ) =>
  (value: number, numbers: NumberWords): string | undefined => {
    if (value < 1 || value > 31) return undefined;
    if (value < 20) return numbers.toOrdinal(value);
    const [ten, one] = [tens[Math.floor(value / 10) * 10] ?? "", value % 10];
    return one === 0 ? ten : compound(ten, numbers.toOrdinal(one), numbers.toCardinal(one), value);
  };
const danishOrdinal = ordinalOf(
  { 20: "tyvende", 30: "tredivte" },
  (ten, _, one) => `${one.replace(/^et$/u, "en")}og${ten}`,
);
const norwegianOrdinal = ordinalOf({ 20: "tjuende", 30: "trettiende" }, (ten, one) =>
  ten.replace(/ende$/u, ten.startsWith("tr") ? "" : "e").concat(one),
);
const finnishOrdinal = ordinalOf({ 20: "kahdeskymmenes", 30: "kolmaskymmenes" }, (ten, one) => ten + one);
const czechOrdinal = ordinalOf({ 20: "dvacátý", 30: "třicátý" }, (ten, one) => `${ten} ${one}`);

/** Czech nouns that are numbered, by gender. */
const czechGenders: readonly (readonly [nouns: RegExp, ending: string])[] = [
  [/^(?:den|díl|bod|krok|pokus|ročník|rok|stupeň|termín|zápas|vchod|odstavec)$/u, "ý"],
  [/^(?:kapitola|třída|strana|část|etapa|liga|řada|otázka|lekce|verze|fáze)$/u, "á"],
  [/^(?:patro|místo|poschodí|kolo|století|nástupiště|vydání|číslo)$/u, "é"],
];
/** An ordinal as it stands with a noun whose gender is known. */
function czechOrdinalBefore(value: number, numbers: NumberWords, noun: string): string | undefined {
  const ending = czechGenders.find(([nouns]) => nouns.test(noun))?.[1];
  return ending === undefined ? undefined : czechOrdinal(value, numbers)?.replaceAll(/ý(?=\s|$)/gu, ending);
}

const danish: SparseWords = {
  dottedOrdinals: true,
  ordinal: danishOrdinal,
  day: (value, numbers) => danishOrdinal(value, numbers) ?? numbers.toCardinal(value),
  abbreviations: {
    "kl.": "klokken",
    "d.": { said: "den", before: "number" },
    "f.eks.": "for eksempel",
    "bl.a.": "blandt andet",
    "ca.": "cirka",
    "nr.": { said: "nummer", before: "number" },
  },
  clock: scandinavianClock,
};
const norwegian: SparseWords = {
  dottedOrdinals: true,
  ordinal: norwegianOrdinal,
  day: (value, numbers) => norwegianOrdinal(value, numbers) ?? numbers.toCardinal(value),
  abbreviations: {
    "kl.": "klokka",
    "d.": { said: "den", before: "number" },
    "f.eks.": "for eksempel",
    "bl.a.": "blant annet",
    "ca.": "cirka",
    "nr.": { said: "nummer", before: "number" },
  },
  clock: scandinavianClock,
};
/** Hours and minutes with what they are called; whole hours without minutes. */
const timeWith =
  (hours: string, minutes: string, nought: string): NonNullable<SparseWords["time"]> =>
  (hour, minute, numbers) =>
    `${hour === 2 && hours === "点" ? "两" : numbers.toCardinal(hour)}${hours}${minute === 0 ? "" : `${minute < 10 ? nought : ""}${numbers.toCardinal(minute)}${minutes}`}`;
const chinese: SparseWords = {
  time: timeWith("点", "分", "零"),
  digitYear: true,
  year: (value, numbers) => [...String(value)].map((digit) => numbers.toCardinal(digit)).join(""),
  percent: "百分之",
  currencies: { CNY: "元", JPY: "日元", USD: "美元", EUR: "欧元" },
};

const byLanguage: Readonly<Record<string, SparseWords>> = {
  da: danish,
  nb: norwegian,
  no: norwegian,
  fi: {
    dottedOrdinals: true,
    ordinal: finnishOrdinal,
    day: (value, numbers) => finnishOrdinal(value, numbers) ?? numbers.toCardinal(value),
    abbreviations: {
      klo: "kello",
      "esim.": "esimerkiksi",
      "mm.": "muun muassa",
      "jne.": { said: "ja niin edelleen", mayEnd: true },
    },
    clock: /(?:^|[^\p{L}])(?:klo|kello)\s+(?:\d{1,2}(?:\.\d{2})?\s?[-–]\s?)?$/iu,
  },
  pl: {
    dottedOrdinals: true,
    ordinal: polishOrdinalBefore,
    day: polishDay,
    year: polishYear,
    afterYear: /\s?r\.?(?![\p{L}\d])|\sroku(?!\p{L})/uy,
    abbreviations: {
      "o godz.": "o godzinie",
      "godz.": "godzina",
      "np.": "na przykład",
      "itd.": { said: "i tak dalej", mayEnd: true },
      "ok.": { said: "około", before: "number" },
      "ul.": "ulica",
    },
    clock: /(?:^|[^\p{L}])(?:godz\.?|godzin\p{L}+)\s+(?:\d{1,2}(?:\.\d{2})?\s?[-–]\s?)?$/iu,
  },
  hr: {
    dottedOrdinals: true,
    ordinal: croatianOrdinalBefore,
    day: croatianDay,
    year: croatianYear,
    // A year has a full stop of its own, which may end a sentence as well.
    afterYear: /\.?\s(?:g\.|god\.|godine(?!\p{L}))|\.(?=\s\p{Ll}|[,;:)])/uy,
  },
  hu: {
    dottedOrdinals: true,
    ordinal: hungarianOrdinal,
    day: hungarianDay,
  },
  sr: { dottedOrdinals: true },
  lv: { dottedOrdinals: true },
  cs: {
    dottedOrdinals: true,
    abbreviations: {
      "např.": "například",
      "atd.": { said: "a tak dále", mayEnd: true },
      "hod.": { said: "hodin", mayEnd: true },
      "tj.": "to jest",
    },
    ordinal: czechOrdinalBefore,
    // As they stand with months: "dvacátého čtvrtého prosince".
    day: (value, numbers) =>
      (czechOrdinal(value, numbers) ?? numbers.toCardinal(value))
        .replaceAll(/ý(?=\s|$)/gu, "ého")
        .replaceAll(/í(?=\s|$)/gu, "ího"),
  },
  ru: {
    abbreviations: {
      "т. е.": "то есть",
      "т.е.": "то есть",
      "и т. д.": { said: "и так далее", mayEnd: true },
      "и т.д.": { said: "и так далее", mayEnd: true },
      "руб.": { said: "рублей", mayEnd: true },
      "ул.": "улица",
      "напр.": "например",
    },
    day: (value, numbers) => genitive(numbers.toOrdinal(value)),
    year: (value, numbers) => `${genitive(numbers.toOrdinal(value))} года`,
    afterYear: /\s?г\.?(?![\p{L}\d])|\sгода(?!\p{L})/uy,
  },
  uk: {
    abbreviations: { "напр.": "наприклад", "грн.": { said: "гривень", mayEnd: true }, "вул.": "вулиця" },
    day: (value, numbers) => genitive(numbers.toOrdinal(value)),
    year: (value, numbers) => `${genitive(numbers.toOrdinal(value))} року`,
    afterYear: /\s?р\.?(?![\p{L}\d])|\sроку(?!\p{L})/uy,
  },
  tr: {
    dottedOrdinals: true,
    abbreviations: {
      "vb.": { said: "ve benzeri", mayEnd: true },
      "vs.": { said: "vesaire", mayEnd: true },
      "örn.": "örneğin",
    },
    percent: "yüzde ",
  },
  ja: { time: timeWith("時", "分", "") },
  zh: chinese,
  yue: chinese,
};

/** What a language says otherwise than it is written, where it has no whole list. @param language BCP 47 tag */
export function sparseWords(language: string): SparseWords | undefined {
  return byLanguage[language.split("-")[0] ?? ""];
}
