import { madeOnce } from "@sdialog/core/internal";
import { anyCurrency, anyUnit, type Dimension, type Unit, unitsOf } from "./unit-words.ts";

/** How much of something a text says, and where. */
export interface Quantity {
  readonly start: number;
  readonly end: number;
  /** The number as it is told: all that it can be, as "two fifty" is 2.50 and 250, and 1.250 km are more or less than two. */
  readonly numbers: readonly number[];
  /** What the unit can be; none for a number without one. */
  readonly units: readonly Unit[];
}

/**
 * The amounts in a text: "80 EUR", "$49.90", "1 h 30", "5 foot 11", "2 and a half kilos", "une heure et demie". A number with
 * a word behind it that is no unit counts other things, and is none.
 *
 * @param digits the text as `withDigits` gives it
 */
export function quantitiesIn(digits: string): readonly Quantity[] {
  const found = [...digits.matchAll(quantity())].flatMap(({ 0: said, index, groups = {} }) => {
    const read = readOf(groups);
    const end = index + said.length;
    return read === undefined ? [] : [{ start: index, end, ...read }];
  });
  return joined(found, digits).filter(
    ({ units, end }) => units.length > 0 || !countsThings.test(digits.slice(end)),
  );
}

/** A word behind a number that is none of those which only go on with a sentence. */
const countsThings =
  /^(?:-| )(?!(?:and|or|but|so|if|in|on|at|for|from|of|to|by|per|a|an|the|it|is|was|i|im|we|that|this|which|please|pls|thanks|thank|total|max|tops|exactly|flat|each|only|now|ish|sharp|maybe|sorry|all|including|plus|with|without|not|und|oder|aber|im|am|um|fur|pro|bitte|danke|genau|nur|insgesamt|warm|kalt|glatt|mit|ohne|rund|nicht|ist|es|war|et|ou|mais|par|pour|a|au|en|tout|merci|svp|environ|exactement|avec|sans|pas|cest|y|o|pero|por|al|en|con|sin|gracias|exactos?|justos?|nada|no|es|son|fue)(?!\p{L}))\p{L}+/u;

const quantity = madeOnce(() => {
  const unit = `(?:${anyUnit()})`;
  // Of units only a currency stands before its number: "M14" is no 14 metres.
  const currency = `(?:${anyCurrency()})`;
  const number = String.raw`(?<number>\d{1,3}(?:[.,'’]\d{3})+(?!\d)|\d{1,3}(?:[ \u00A0\u202F]\d{3})+(?!\d)|\d{1,9}(?!\d))(?<decimals>[.,]\d{1,4}|(?: komma| point| virgule| coma) \d{1,2}(?!\d))?`;
  const fraction = String.raw`(?<half>[ -]?(?:and a half|et demie?|y medi[ao])|[ -]?(?:and a quarter|et quart|y cuarto))?`;
  return new RegExp(
    [
      // A part of a unit, or one of it.
      String.raw`(?<![\p{L}\p{N}])(?<part>half an?|eine?n? halbe[nrs]?|halbe[nrs]?|(?:une? )?demie?|medi[ao]|(?:a )?quarter of an?|three quarters of an?|(?:un )?quart d|(?:un )?cuarto de|3 quarts d|3 cuartos de) ?(?<partUnit>${unit})(?![\p{L}\p{N}])`,
      String.raw`(?<![\p{L}\p{N}])(?<compound>dreiviertel|viertel|halb)[e ]?(?<compoundUnit>stunden?|jahre?|pfund)(?![\p{L}\p{N}])`,
      String.raw`(?<![\p{L}\p{N}])(?:an?|eine?[nrs]?|une?|un[ao]?) (?<oneUnit>${unit})(?<oneHalf> (?:and a half|et demie?|y medi[ao]|and a quarter|et quart|y cuarto))?(?![\p{L}\p{N}])`,
      String.raw`(?:(?<![\p{L}\p{N}:/#]|\p{N}[.,]|[\p{L}\p{N}]-)|(?<=\d[hm′]))(?<before>${currency})?[ \u00A0]?${number}${fraction}(?<k>[ \u00A0]?(?:k|tsd|grand|thousand|tausend|mille|mil|1000)(?![\p{L}\p{N}]))?(?:[ \u00A0-]?(?<unit>${unit})(?![\p{L}])(?<unitHalf> (?:and a half|et demie?|y medi[ao]|and a quarter|et quart|y cuarto)(?!\p{L}))?)?(?![:/]\d|[.,]\d|-\p{N})`,
    ].join("|"),
    "gu",
  );
});

const parts: readonly (readonly [RegExp, number])[] = [
  [/three quarters|^3 |dreiviertel/, 0.75],
  [/quarter|quart|cuarto|viertel/, 0.25],
  [/half|halb|demi|medi/, 0.5],
];
const partOf = (said: string | undefined): number =>
  said === undefined ? 0 : (parts.find(([word]) => word.test(said))?.[1] ?? 0);

type Groups = Readonly<Record<string, string | undefined>>;

function readOf(groups: Groups): Pick<Quantity, "numbers" | "units"> | undefined {
  const whole = groups["part"] ?? groups["compound"];
  if (whole !== undefined)
    return {
      numbers: [partOf(whole)],
      units: unitsOf((groups["partUnit"] ?? groups["compoundUnit"]) as string),
    };
  if (groups["oneUnit"] !== undefined)
    return { numbers: [1 + partOf(groups["oneHalf"])], units: unitsOf(groups["oneUnit"]) };
  const units = [...unitsOf(groups["before"] ?? ""), ...unitsOf(groups["unit"] ?? "")];
  const more = partOf(groups["half"]) + partOf(groups["unitHalf"]);
  return { numbers: numbersOf(groups).map((one) => one + more), units };
}

/** What a number can be: a mark before three digits is that of thousands or of decimals. */
function numbersOf({ number = "", decimals = "", k }: Groups): readonly number[] {
  const behind = decimals.replace(/^\D+/, "");
  const times = k === undefined ? 1 : 1000;
  const plain = Number(`${number.replaceAll(/\D/g, "")}.${behind === "" ? 0 : behind}`) * times;
  const isEither = decimals === "" && /^\d{1,3}[.,]\d{3}$/.test(number);
  const short = Number(number.replace(",", ".")) * times;
  return isEither ? (k === undefined ? [plain, short] : [short]) : [plain];
}

/** "1 h 30", "5 foot 11" and "49 dollars and 90 cents" are one amount each, and so is "49 90" of money. */
function joined(found: readonly Quantity[], digits: string): readonly Quantity[] {
  const all: Quantity[] = [];
  for (const one of found) {
    const last = all.at(-1);
    const gap = last === undefined ? "" : digits.slice(last.end, one.start);
    const isRun =
      /\d[ \u00A0]$/.test(digits.slice(0, last?.start ?? 0)) || /^[ \u00A0]\d/.test(digits.slice(one.end));
    const both =
      last !== undefined && !isRun && /^ ?(?:(?:and|und|et|y|con) )?$/.test(gap)
        ? togetherOf(last, one)
        : undefined;
    if (both === undefined) all.push(one);
    else all[all.length - 1] = both;
  }
  return all;
}

const sub: Readonly<Partial<Record<Dimension, readonly (readonly [over: number, under: number])[]>>> = {
  duration: [
    [60, 1],
    [1, 1 / 60],
  ],
  length: [
    [0.3048, 0.0254],
    [1, 0.01],
  ],
  mass: [
    [6.35029318, 0.45359237],
    [0.45359237, 0.028349523],
  ],
  money: [[1, 0.01]],
};

function togetherOf(first: Quantity, second: Quantity): Quantity | undefined {
  const [number] = second.numbers;
  if (number === undefined || second.numbers.length > 1 || !Number.isInteger(number)) return undefined;
  const { start } = first;
  const { end } = second;
  if (
    first.units.length === 0 &&
    second.units.every(({ dimension }) => dimension === "money") &&
    first.numbers.every(Number.isInteger)
  ) {
    // "Two fifty" are 250, or 2.50.
    const [whole = 0] = first.numbers;
    if (first.numbers.length > 1 || number > 99 || number < 1) return undefined;
    const numbers = [whole + number / 100, ...(whole < 100 && number > 9 ? [whole * 100 + number] : [])];
    return { start, end, numbers, units: second.units };
  }
  const units = first.units.flatMap((unit): readonly (readonly [Unit, number])[] => {
    const smaller = second.units.find(
      (other) => other.dimension === unit.dimension && other.factor < unit.factor,
    );
    const under =
      smaller?.factor ?? sub[unit.dimension]?.find(([over]) => Math.abs(over - unit.factor) < 1e-9)?.[1];
    const fits = second.units.length === 0 ? number * (under ?? 1) < unit.factor : smaller !== undefined;
    return under === undefined || !fits ? [] : [[unit, (number * under) / unit.factor]];
  });
  const [one] = units;
  return one === undefined
    ? undefined
    : { start, end, numbers: first.numbers.map((many) => many + one[1]), units: units.map(([unit]) => unit) };
}
