import { madeOnce } from "@sdialog/core/internal";
import { type ComparedAnswer, type Place, unclear, withoutPlaces } from "./compared-answer.ts";

/** Ordinals from the first on, in every gender, in small letters without accents; a blank between forms of one number. */
const forms: readonly string[] = [
  `first,second,third,fourth,fifth,sixth,seventh,eighth,ninth,tenth,eleventh,twelfth,thirteenth,fourteenth,fifteenth,sixteenth,seventeenth,eighteenth,nineteenth,twentieth`,
  `erst,zweit,dritt,viert,funft,sechst,siebt siebent,acht,neunt,zehnt,elft,zwolft,dreizehnt,vierzehnt,funfzehnt,sechzehnt,siebzehnt,achtzehnt,neunzehnt,zwanzigst`,
  `premier premiere,deuxieme second seconde,troisieme,quatrieme,cinquieme,sixieme,septieme,huitieme,neuvieme,dixieme,onzieme,douzieme,treizieme,quatorzieme,quinzieme,seizieme,dix septieme,dix huitieme,dix neuvieme,vingtieme`,
  `primero primera primer,segundo segunda,tercero tercera tercer,cuarto cuarta,quinto quinta,sexto sexta,septimo septima,octavo octava,noveno novena,decimo decima,undecimo undecima,duodecimo duodecima`,
];

/** What is counted in order: "3rd floor", "floor 3", "2. OG". */
const storeys =
  "floors?|levels?|storeys?|story|stock|stockwerk|etage|og|obergeschoss|etage|niveau|planta|piso|nivel";
/** The storey that no number has. */
const ground =
  /\b(?:ground (?:floor|level)|erdgeschoss|parterre|im eg|rez de chaussee|planta baja|en el bajo|el bajo)\b/g;

const ordinalWords = madeOnce((): ReadonlyMap<string, number> => {
  const [english, german, french, spanish] = forms.map((list) => list.split(",")) as [
    string[],
    string[],
    string[],
    string[],
  ];
  return new Map([
    ...[english, french, spanish].flatMap((list) =>
      list.flatMap((same, at) =>
        same.split(/ (?!septieme|huitieme|neuvieme)/).map((form) => [form, at + 1] as const),
      ),
    ),
    ...german.flatMap((same, at) =>
      same
        .split(" ")
        .flatMap((stem) => ["e", "er", "en", "es", "em"].map((end) => [`${stem}${end}`, at + 1] as const)),
    ),
  ]);
});

const pattern = madeOnce(() => {
  const words = [...ordinalWords().keys()].toSorted((a, b) => b.length - a.length).join("|");
  return {
    said: new RegExp(
      [
        String.raw`(?<![\p{L}\p{N}.,:/#-])(?<digits>\d{1,3})(?:(?:st|nd|rd|th|s?te[nrms]?|er|[eè]mes?|eres?|ere|e|re|de|nd|os|as|[oa](?!\p{L}))(?![\p{L}\p{N}])|\.?[ºª°]|\.(?= ?(?:${storeys})\b)|\.$|\.(?=,? [a-z]+$))`,
        String.raw`(?<![\p{L}\p{N}])(?<word>${words})(?![\p{L}\p{N}])`,
        String.raw`\b(?:${storeys}) (?:number |no |nr |n )?(?<behind>\d{1,3})(?![\p{N}])`,
        String.raw`(?<![\p{L}\p{N}.,:/#-])(?<before>\d{1,3}) (?:${storeys})\b`,
        String.raw`^(?:its |its on |on |the |im |au |el |la |en el |en la |auf |number )*(?<alone>\d{1,3})(?=\.?$|[,.!] )`,
      ].join("|"),
      "gu",
    ),
    storey: new RegExp(String.raw`\b(?:${storeys})\b`),
  };
});

interface Ordinal extends Place {
  readonly value: number;
}

/** Whether a text has an ordinal in it. */
export const hasOrdinal = (digits: string): boolean => ordinalsIn(digits).length > 0;

/** The ordinals in a text, and numbers that stand for one, beside "floor" or all alone. */
function ordinalsIn(digits: string): readonly Ordinal[] {
  const numbered = [...digits.matchAll(pattern().said)].flatMap(({ 0: said, index, groups = {} }) => {
    const { digits: written, word, behind, before, alone } = groups;
    // "One second" is no floor, and "first, let me see" none either.
    if (word !== undefined && notCounted.test(`${digits.slice(0, index)}|${digits.slice(index)}`)) return [];
    const number = written ?? behind ?? before ?? alone;
    const value = number === undefined ? (ordinalWords().get(word as string) as number) : Number(number);
    return [{ start: index, end: index + said.length, value }];
  });
  const unnumbered = [...digits.matchAll(ground)].map(({ 0: said, index }) => ({
    start: index,
    end: index + said.length,
    value: 0,
  }));
  return [...numbered, ...unnumbered];
}

const notCounted =
  /\b(?:a|one|1|just a|every|split|per|une?|1er|chaque|un|zum|fur|am) \|(?:second|seconde|segundo|ersten mal|zweiten mal)\b|^\|(?:first|second|erstens|premierement|primero),? (?=i\b|let|can|may|what|need|tell|my|necesito|quiero)|\|\p{L}+ (?:time|thing|of all|mal)\b/u;

/**
 * Which one in a row a fact is, when it is that and at most a word more: "3rd floor", "2. Stock", "7.º", "1st class".
 *
 * @param digits the fact as `withDigits` gives it
 */
export function ordinalOf(digits: string, isStorey: boolean): number | undefined {
  const bare = digits.trim();
  if (/^\d+$/.test(bare)) return isStorey && bare.length < 4 ? Number(bare) : undefined;
  const found = ordinalsIn(bare);
  const [only] = found;
  if (only !== undefined && found.length === 1) {
    const left = withoutPlaces(bare, found);
    return /\d/.test(left) || left.trim().split(/\s+/).length > 2 ? undefined : only.value;
  }
  return undefined;
}

/** Whether a fact of this name is a storey. */
export const isStoreyName = (name: string): boolean => pattern().storey.test(name) || /stockwerk/.test(name);

/** Compares which one in a row an answer names with the one that is the case. */
export function compareOrdinals(said: string, own: number): ComparedAnswer {
  const found = ordinalsIn(said.trimEnd());
  if (found.length === 0) return unclear;
  if (found.some(({ value }) => value === own)) return { verdict: "same", read: found };
  const left = withoutPlaces(said, found);
  return /\d|\b(?:above|below|over|under|up|down|between|uber|unter|dessus|dessous|encima|debajo|than)\b/.test(
    left,
  )
    ? { verdict: "unclear", read: found }
    : { verdict: "other", read: found };
}
