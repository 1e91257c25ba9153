import type { SpokenLanguage } from "./spoken-language.ts";
import type { Counted } from "./spoken-words.ts";
import { signAfter } from "./currency-signs.ts";
import { ends, type WrittenForm } from "./written-form.ts";
import { execAt, matchAt, numberAt, sayNumber, valueOf, type WrittenNumber } from "./written-number.ts";

/** Thousands or millions after a number. */
export interface Scale {
  readonly length: number;
  /** A number, and what it is multiplied by. */
  said(number: string, value: number): string;
}

const lettersNext = /\s?(\p{L}{1,3}\.?)/uy;

/**
 * Thousands, millions: written out after a blank, or short for it. One letter is that of an amount of money, or of a number that can
 * be nothing else, see {@link isScaleLetter}.
 *
 * @param at where the number ends
 * @param money where the sign of a currency is looked for, or the number where there is none
 */
export function scaleAt(
  text: string,
  at: number,
  language: SpokenLanguage,
  money: "before" | "after" | WrittenNumber,
): Scale | undefined {
  const { words, numbers } = language;
  if (words === undefined) return undefined;
  const written = execAt(scalePattern(words.scaleWords), text, at);
  if (written !== undefined)
    return { length: written[0].length, said: (number) => words.counted(number, written[1] as string) };
  const letters = execAt(lettersNext, text, at);
  if (letters === undefined || /[\p{L}\p{N}]/u.test(text[at + letters[0].length] ?? "")) return undefined;
  for (const short of [letters[1] as string, (letters[1] as string).replace(/\.$/u, "")]) {
    const scale: Counted | undefined = words.scales[short.toLowerCase()];
    if (scale === undefined) continue;
    if (short.length === 1) {
      if (typeof money === "object") {
        if (/^\s/u.test(letters[0]) || !isScaleLetter(short, money, text, at)) continue;
      } else if (money === "after" && /[mb]/.test(short)) continue;
      const signNext = matchAt(signAfter, text, at + letters[0].length) !== undefined;
      if (typeof money === "string" && !signNext && (money === "after" || /^\s/u.test(letters[0]))) continue;
    }
    const length = letters[0].length - ((letters[1] as string).length - short.length);
    const thousand = short.toLowerCase() === "k";
    return {
      length,
      said: (number, value) =>
        thousand && value > 0 && Number.isInteger(value) && number === numbers.toCardinal(value)
          ? numbers.toCardinal(1000 * value)
          : words.counted(number, scale[isOne(value, language) ? 0 : 1]),
    };
  }
  return undefined;
}

/** Whether a noun is in the singular after a number: 1.5 is in French and Portuguese, and not in German. */
export function isOne(value: number, { tag }: SpokenLanguage): boolean {
  return value === 1 || (!Number.isInteger(value) && new Intl.PluralRules(tag).select(value) === "one");
}

const scalePatterns = new Map<string, RegExp>();

function scalePattern(scaleWords: string): RegExp {
  const known = scalePatterns.get(scaleWords) ?? new RegExp(String.raw`\s(${scaleWords})${ends}`, "uy");
  scalePatterns.set(scaleWords, known);
  return known;
}

/** What a number with a letter after it is the name of: seat 14B, gate 5M. */
const labelBefore =
  /(?:^|[^\p{L}])(?:seats?|gates?|rows?|rooms?|apartments?|apt\.?|units?|flats?|suites?|doors?|tables?|platforms?|terminals?|lines?|bus|buses|routes?|sections?|blocks?|buildings?|exits?|stops?|lockers?|lots?|bays?|model|type|class|version|grade|form|page|item|part|step|no\.?|number|nr\.?|sitz|platz|plätze|reihe|zimmer|wohnung|gleis|linie|tisch|haus|raum|klasse|typ|siège|place|porte|rang|rangée|chambre|appartement|quai|voie|ligne|salle|asiento|puerta|fila|habitación|apartamento|piso|andén|línea|sala|mesa|posto|porta|camera|appartamento|binario|linea|stanza|tavolo|assento|portão|quarto|plataforma|linha|stoel|plaats|rij|kamer|perron|spoor|lijn|plats|rad|rum|lägenhet|spår|linje)\s+(?:(?:number|no\.?|nr\.?)\s+)?$/iu;
const pictures =
  /^\s?-?(?:tvs?|televisions?|videos?|displays?|monitors?|screens?|cameras?|resolution|movies?|films?|streams?|streaming|uhd|ultra|footage|content|quality|projectors?|fernseher|bildschirm\p{L}*|auflösung)(?!\p{L})/iu;
const kilometresOrKarats =
  /^\s?-?(?:runs?|race|races|walk|marathon|jog|lauf|gold|white gold|karats?|carats?)(?!\p{L})/iu;
/** Not what several of something are called, nor what is told of them before. */
const functionWord =
  "(?:that|this|these|those|which|who|whose|and|or|nor|but|is|are|was|were|has|have|had|does|made|makes|for|after|before|over|under|there|here|where|when|then|more|because|since|while|he|she|we|they|his|its|as)(?!\\p{L})";
const severalNext = new RegExp(
  String.raw`^-parameter|^\s(?:(?!${functionWord})\p{Ll}+\s)?(?!${functionWord})(?:people|folks|\p{Ll}{2,}s|\p{Ll}+(?:en|er|ar|or|i|e))(?!\p{L})`,
  "u",
);
/** After a company that is called like three million. */
const companyNext =
  /^\s(?:that|which|who|makes?|made|sells?|sold|said|says|announced|company|tape|stock)(?!\p{L})/u;

/**
 * Whether a letter right after a number means thousands, millions or billions where no money is: 150K people, 1.5B. It does not in
 * what is called so (seat 14B, a 4K television), and B only where several of something follow, or after decimals.
 */
function isScaleLetter(
  letter: string,
  { whole, decimals, length }: WrittenNumber,
  text: string,
  at: number,
): boolean {
  const before = text.slice(Math.max(0, at - length - 40), at - length);
  const after = text.slice(at + 1, at + 41);
  if (labelBefore.test(before)) return false;
  if (/k/i.test(letter)) {
    // A pension in America.
    if (whole === "401" || kilometresOrKarats.test(after)) return false;
    return (
      decimals !== undefined ||
      whole.length > 1 ||
      letter === "k" ||
      (!pictures.test(after) && severalNext.test(after))
    );
  }
  // Metres.
  if (letter === "m") return false;
  return (
    decimals !== undefined ||
    (whole.length > 2 && letter !== "B") ||
    (letter === "M" && !(whole === "3" && companyNext.test(after))) ||
    severalNext.test(after)
  );
}

/** A number with millions written short: `3 Mio.`, `2.5bn`, `150K`. */
export const scaledNumber: WrittenForm = (text, at, language) => {
  const number = numberAt(text, at, language);
  const scale = number === undefined ? undefined : scaleAt(text, at + number.length, language, number);
  if (number === undefined || scale === undefined) return undefined;
  return {
    length: number.length + scale.length,
    said: scale.said(sayNumber(number, language), valueOf(number)),
  };
};
