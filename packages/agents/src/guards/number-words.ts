/**
 * A text in small letters without accents, its number words as digits and its ordinals as `6th`: "The sixth, at
 * half past seven" is "the 6th, at half past 7". In English, German, French and Spanish, up to 99, and full hundreds and
 * thousands. Articles ("ein", "une") are no numbers, and neither is "one" in "the red one".
 */
export function withDigits(text: string): string {
  built ??= build();
  const { pattern, digitsOf } = built;
  return plainLetters(text)
    .replaceAll(pattern, (words, place: number, whole: string) =>
      isNumber(words, whole.slice(0, place), whole.slice(place + words.length))
        ? `${isAmount.test(words) ? "=" : ""}${digitsOf.get(words) as string}`
        : words,
    )
    .replaceAll(/(?:=\d+ (?:and |und |et |y )?)+\d{1,2}\b(?!th)|=\d+(?: (?:and )?=\d+)*/g, (sum) =>
      String((sum.match(/\d+/g) ?? []).reduce((all, one) => all + Number(one), 0)),
    );
}

/** Small letters without accents and apostrophes; words that hyphens join stand by themselves. */
export function plainLetters(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/[\p{M}'’`´]/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll(/(?<=\p{L})[-‐](?=\p{L})/gu, " ");
}

/** Hundreds and thousands, which are added to what follows: "two hundred and forty". */
const isAmount = /hundred|hundert|cents?$|cientos$|quinientos|thousand|tausend|mille?$/;

/** Some words are numbers in one language only, or only where something is counted. */
function isNumber(words: string, before: string, after: string): boolean {
  if (words === "once") return /\b(?:las|el|son|y) $/.test(before);
  if (words === "second") return /\bthe $/.test(before);
  if (words === "sept") return !/^\.? ?\d/.test(after) && !/\d\.? $/.test(before);
  if (words === "one") return !/\p{L} $/u.test(before) || counts.test(before);
  return true;
}

/** What stands before "one" where it counts. */
const counts =
  /\b(?:just|only|for|need|want|be|is|its|are|of|with|about|take|have|and|plus|at|around|past|to|maybe|like|by) $/;

interface NumberWords {
  readonly digitsOf: ReadonlyMap<string, string>;
  readonly pattern: RegExp;
}

let built: NumberWords | undefined;

function build(): NumberWords {
  const digitsOf = new Map([
    ...[english(), german(), french(), spanish()].flatMap((forms) =>
      forms.map(([form, value]) => [form, String(value)] as const),
    ),
    ...ordinals().map(([form, value]) => [form, `${value}th`] as const),
  ]);
  const longestFirst = [...digitsOf.keys()].toSorted((a, b) => b.length - a.length);
  return {
    digitsOf,
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join("|")})(?![\\p{L}\\p{N}])`, "gu"),
  };
}

type Form = readonly [form: string, value: number];

const named = (words: string, first = 0, step = 1): Form[] =>
  words.split(" ").map((word, index) => [word, first + step * index]);

function english(): Form[] {
  const small = named(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
  );
  const tens = named("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10);
  return [
    ...small,
    ...joined(tens, small, (ten, one) => `${ten} ${one}`),
    ...multiplied(small, " hundred", " thousand"),
  ];
}

function german(): Form[] {
  const small = named(
    "null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn",
  );
  const tens = named("zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig", 20, 10);
  return [
    ...small,
    ...joined(tens, small, (ten, one) => `${one === "eins" ? "ein" : one}und${ten}`),
    ...multiplied(small, "hundert", "tausend"),
  ];
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
  return [...teens, ...all, ...multiplied(small, " cents?", " mille")].filter(([word]) => word !== "un");
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
  const hundreds = named(
    "doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos",
    200,
    100,
  );
  return [
    ...small,
    ...more,
    ...joined(tens, small, (ten, one) => `${ten} y ${one}`),
    ...hundreds,
    ...multiplied(small, undefined, " mil"),
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
  const days = german().flatMap(([word, value]): Form[] => {
    if (value < 1 || value > 31) return [];
    const stem = { 1: "ers", 3: "drit", 7: "sieb", 8: "ach" }[value] ?? word;
    return ["te", "ten", "ter"].map((end) => [`${stem}${value < 20 ? "" : "s"}${end}`, value]);
  });
  return [...first, ...tens, ...compounds, ...days, ["premier", 1], ["primero", 1]];
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

function multiplied(small: readonly Form[], hundred: string | undefined, thousand: string): Form[] {
  return small
    .slice(1, 10)
    .flatMap(([word, one]): Form[] => [
      ...(hundred === undefined
        ? []
        : [[`${word}${hundred.replace("s?", one > 1 ? "s" : "")}`, one * 100] as const]),
      [`${word}${thousand}`, one * 1000],
    ]);
}
