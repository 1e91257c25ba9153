import { monthNames } from "@sdialog/core/internal";

/**
 * A text in small letters without accents, its number words as digits and its ordinals as `6th`: "The sixth, at
 * half past seven" is "the 6th, at half past 7". In English, German, French and Spanish, up to 999,999. Articles ("ein",
 * "une") are no numbers, and neither are "one" in "the red one", "first" in "first I need", and "cien" in "cien por cien".
 */
export function withDigits(text: string): string {
  return digitised(plainLetters(text));
}

/** A text with its number words as digits, and where each place of it stands in the text that it is of. */
export interface DigitText {
  readonly digits: string;
  /** The part of the source that a part of `digits` is. */
  span(start: number, end: number): readonly [start: number, end: number];
}

/** The same as `withDigits`, with the way back. */
export function digitText(source: string): DigitText {
  let plain = "";
  const at: number[] = [];
  let place = 0;
  for (const character of source) {
    const letters = plainLetters(character);
    for (let unit = 0; unit < letters.length; unit++) at.push(place);
    plain += letters;
    place += character.length;
  }
  at.push(place);
  const places: number[] = [];
  let kept = 0;
  const keep = (until: number): void => {
    for (; kept < until; kept++) places.push(at[kept] as number);
  };
  const digits = digitised(joinedByHyphens(plain), (index, words, said) => {
    keep(index);
    for (let unit = 0; unit < said.length; unit++) places.push(at[index] as number);
    kept = index + words.length;
  });
  keep(at.length);
  return {
    digits,
    span: (start, end) => [places[start] as number, endIn(source, start, end, places)],
  };
}

/** Where the source of a part ends: where that of the next place begins, without the space before it. */
function endIn(source: string, start: number, end: number, places: readonly number[]): number {
  const [from, to] = [places[start] as number, places[end] as number];
  return from + source.slice(from, to).trimEnd().length;
}

function digitised(plain: string, replaced?: (index: number, words: string, said: string) => void): string {
  built ??= build();
  const { pattern, digitsOf } = built;
  return plain.replaceAll(pattern, (words, place: number, whole: string) => {
    if (!isNumber(words, whole.slice(0, place), whole.slice(place + words.length))) return words;
    const said = digitsOf(words);
    replaced?.(place, words, said);
    return said;
  });
}

/** Small letters without accents and apostrophes; words that hyphens join stand by themselves. */
export function plainLetters(text: string): string {
  return joinedByHyphens(
    text
      .normalize("NFD")
      .replaceAll(/[\p{M}'’`´]/gu, "")
      .toLowerCase()
      .replaceAll("ß", "ss"),
  );
}

const joinedByHyphens = (plain: string): string => plain.replaceAll(/(?<=\p{L})[-‐](?=\p{L})/gu, " ");

/** Some words are numbers in one language only, or only where something is counted or dated. */
function isNumber(words: string, before: string, after: string): boolean {
  if (built?.ordinals.has(words) === true) return isDay(before, after);
  if (words === "once") return /\b(?:las|el|son|y) $/.test(before);
  if (words === "sept") return !/^\.? ?\d/.test(after) && !/\d\.? $/.test(before);
  if (words === "one") return !/\p{L} $/u.test(before) || counts.test(before);
  // A hundredth of a dollar, and "pour cent".
  if (words === "cent") return built?.cents.test(before) === false;
  if (round.test(words)) return !proverbial.test(after) && !/\b(?:few|several|many|por) $/.test(before);
  return true;
}

/** Whether an ordinal is a day of a month. */
function isDay(before: string, after: string): boolean {
  dates ??= aroundDays();
  return (
    dates.before.test(before) || dates.after.test(after) || (before.trim() === "" && /^\W*$/.test(after))
  );
}

/** Where ordinals are words: "the third of Jan". */
const shortMonths = "jan feb mar apr jun jul aug sep sept oct nov dec".split(" ");

let dates: { readonly before: RegExp; readonly after: RegExp } | undefined;

function aroundDays(): { readonly before: RegExp; readonly after: RegExp } {
  const month = `(?:${[...monthNames(), ...shortMonths].join("|")})`;
  // "The fourth of the third" is a day of March.
  const ordinal = anyOf(ordinals().map(([form]) => form));
  return {
    before: new RegExp(
      `\\b(?:the|on|am|der|den|dem|zum|vom|le|el|du|del|al|${month}|${ordinal}(?: of the)?) $`,
    ),
    after: new RegExp(`^(?: of| de)?(?: the)? (?:${month}|${ordinal}|(?:this|next|the) month)\\b`),
  };
}

/** A number that is no exact one in the sayings below. */
const round = /^(?:an? |ein)?(?:hundred|hundert|thousand|tausend|cien|ciento|mil|mille)$/;
const proverbial =
  /^ ?(?:percent|prozent|por cien|times|mal\b|fois|veces|dank|gracias|mercis?\b|excuses|perdones|disculpas)/;

/** What stands before "one" where it counts. */
const counts =
  /\b(?:just|only|for|need|want|be|is|its|are|of|with|about|take|have|and|plus|at|around|past|to|maybe|like|by) $/;

interface NumberWords {
  readonly pattern: RegExp;
  readonly ordinals: ReadonlySet<string>;
  /** What stands before a "cent" that is no hundred. */
  readonly cents: RegExp;
  digitsOf(words: string): string;
}

let built: NumberWords | undefined;

/**
 * A number is so many thousands and what is below a thousand, which is so many hundreds and a number below a hundred:
 * "two thousand five hundred and forty", "zweihundertfünfzig", "mil doscientos".
 */
function build(): NumberWords {
  const dayOf = new Map(ordinals());
  const small = new Map([...english(), ...german(), ...withHalves(), ...french(), ...spanish()]);
  const belowThousand = new Map([...small, ...hundreds()]);
  const [ones, hundred, ordinal] = [
    [...small.keys()],
    hundreds().map(([form]) => form),
    [...dayOf.keys()],
  ].map(anyOf);
  const and = "(?: and | und | et | y | |und)?";
  const noMore = "(?! ?(?:hundred|hundert|cents?\\b))";
  const below = `(?:${hundred}(?:${and}${ones}${noMore})?|${ones})`;
  const thousand = "(?:thousand|tausend|mille|mil)";
  const number = `(?:(?:(?:${below}|a|ein) ?)?${thousand}(?:${and}${below}(?! ?${thousand}))?|${below})`;
  const parts = new RegExp(`${hundred}|${ones}`, "g");
  const thousands = new RegExp(thousand);
  const sum = (words: string): number =>
    (words.match(parts) ?? []).reduce((all, part) => all + (belowThousand.get(part) as number), 0);
  return {
    ordinals: new Set(dayOf.keys()),
    cents: new RegExp(`\\b(?:an?|the|per|pour|each|every|last|un|\\d{1,9}|${ones}) $`),
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${ordinal}|${number})(?![\\p{L}\\p{N}])`, "gu"),
    digitsOf(words) {
      const day = dayOf.get(words);
      if (day !== undefined) return `${day}th`;
      const [first = "", rest] = words.split(thousands);
      return String(rest === undefined ? sum(first) : (sum(first) || 1) * 1000 + sum(rest));
    },
  };
}

/** A pattern of these words, longer ones first. */
function anyOf(words: readonly string[]): string {
  return `(?:${words.toSorted((a, b) => b.length - a.length).join("|")})`;
}

type Form = readonly [form: string, value: number];

const named = (words: string, first = 0, step = 1): Form[] =>
  words.split(" ").map((word, index) => [word, first + step * index]);

function english(): Form[] {
  const small = named(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
  );
  const tens = named("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10);
  return [...small, ...joined(tens, small, (ten, one) => `${ten} ${one}`)];
}

function german(): Form[] {
  const small = named(
    "null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn",
  );
  const tens = named("zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig", 20, 10);
  return [...small, ...joined(tens, small, (ten, one) => `${one === "eins" ? "ein" : one}und${ten}`)];
}

/** "zweieinhalb" is 2.5, and "zwo" 2. */
function withHalves(): Form[] {
  const halves = german()
    .slice(1, 13)
    .map(([word, one]): Form => [`${one === 1 ? "ein" : word}einhalb`, one + 0.5]);
  return [...halves, ["anderthalb", 1.5], ["zwo", 2]];
}

function french(): Form[] {
  const small = named(
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
  );
  const teens = [
    ...small,
    ...named("sept huit neuf", 17).map(([word, value]) => [`dix ${word}`, value] as const),
  ];
  const tens = [...named("vingt trente quarante cinquante soixante", 20, 10), ["quatre vingt", 80] as const];
  const all = tens.flatMap(([ten, value]) =>
    [["", 0] as const, ...teens.slice(1)]
      .filter(([, more]) => more < 10 || value === 60 || value === 80)
      .flatMap(([word, more]): Form[] =>
        word === ""
          ? [[ten, value], ...(value === 80 ? [[`${ten}s`, value] as const] : [])]
          : [
              [`${ten} ${word}`, value + more],
              [`${ten} et ${word}`, value + more],
            ],
      ),
  );
  return [...teens, ...all].filter(([word]) => word !== "un");
}

function spanish(): Form[] {
  const small = named(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince",
  );
  const more = named(
    "dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve",
    16,
  );
  const tens = named("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10);
  return [...small, ...more, ...joined(tens, small, (ten, one) => `${ten} y ${one}`)];
}

/** Full hundreds; English and German ones up to "nineteen hundred". */
function hundreds(): Form[] {
  const spanishOnes = named("dos tres cuatro quin seis sete ocho nove", 200, 100);
  return [
    ...english()
      .slice(1, 20)
      .map(([word, one]): Form => [`${word} hundred`, one * 100]),
    ...named("a_hundred hundred", 100, 0).map(([word, value]): Form => [word.replace("_", " "), value]),
    ...german()
      .slice(1, 20)
      .map(([word, one]): Form => [`${one === 1 ? "ein" : word}hundert`, one * 100]),
    ["hundert", 100],
    ["cent", 100],
    ...french()
      .slice(1, 9)
      .flatMap(([word, one]): Form[] => [
        [`${word} cents`, one * 100],
        [`${word} cent`, one * 100],
      ]),
    ...named("cien ciento", 100, 0),
    ...spanishOnes.flatMap(([word, value]): Form[] => {
      const stem = `${word}${value === 500 ? "ient" : "cient"}`;
      return [
        [`${stem}os`, value],
        [`${stem}as`, value],
      ];
    }),
  ];
}

/** Ordinals as they stand in dates. */
function ordinals(): Form[] {
  const first = named(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
    1,
  );
  const tens = named("twentieth thirtieth", 20, 10);
  const after = [
    ["twenty", 20],
    ["thirty", 30],
  ] as const;
  const compounds = after.flatMap(([ten, value]) =>
    first.slice(0, 9).map(([word, one]): Form => [`${ten} ${word}`, value + one]),
  );
  const inGerman = german().flatMap(([word, value]): Form[] => {
    if (value < 1 || value > 31) return [];
    const stem = { 1: "ers", 3: "drit", 7: "sieb", 8: "ach" }[value] ?? word;
    return ["te", "ten", "ter"].map((end) => [`${stem}${value < 20 ? "" : "s"}${end}`, value]);
  });
  return [...first, ...tens, ...compounds, ...inGerman, ["premier", 1], ["primero", 1]];
}

function joined(
  tens: readonly Form[],
  small: readonly Form[],
  join: (ten: string, one: string) => string,
): Form[] {
  return tens.flatMap(([ten, value]) => [
    [ten, value] as const,
    ...small.slice(1, 10).map(([word, one]): Form => [join(ten, word), value + one]),
  ]);
}
