import { ordinal } from "./say-numbers.ts";
import type { NumberWords } from "./number-words.ts";
import type { SpokenLanguage } from "./spoken-language.ts";
import type { WrittenForm } from "./written-form.ts";
import { matchAt } from "./written-number.ts";

/** From 1 to 39: beyond, capital letters are sizes, discs and others. */
const numeral = /(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})/uy;
const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };

/** Who is numbered: rulers and popes, as these languages call them. */
const rulers =
  "Henry|Elizabeth|George|Charles|Edward|James|William|Richard|Mary|Louis|Philip|Francis|Benedict|Paul|Pius|Nicholas|Peter|Catherine|Alexander|Frederick|Napoleon|Leo|Gregory|Innocent|Clement|Urban|Boniface|John|Ludwig|Friedrich|Wilhelm|Heinrich|Karl|Otto|Franz|Philipp|Georg|Elisabeth|Élisabeth|Katharina|Nikolaus|Henri|François|Napoléon|Philippe|Guillaume|Benoît|Pie|Nicolas|Felipe|Carlos|Alfonso|Fernando|Isabel|Juan|Enrique|Luis|Pablo|Francisco|Benedicto|Pío|León|Luigi|Emanuele|Umberto|Carlo|Filippo|Enrico|Federico|Elisabetta|Pio|Giovanni|Paolo|Benedetto|Leone|João|Pedro|Manuel|Afonso|Filipe|Luís|Paulo|Bento|Leão|Maria|María|Willem|Filips|Karel|Lodewijk|Hendrik|Albert|Leopold|Filip|Gustav|Gustaf|Erik|Oscar|Fredrik|Christian|Kristian|Frederik|Margrethe|Haakon|Harald|Ivan|Iwan|Iván|Ramses|Konstantin|Constantine|Justinian";
const ruler = new RegExp(String.raw`(?:^|[^\p{L}])((?:${rulers})s?)\s$`, "u");
const queen = /^(?:Eli[sz]abeth|Élisabeth|Elisabetta|Isabel|Mary|Maria|María|Catherine|Katharina|Margrethe)/u;

/** What is numbered so elsewhere. */
const numbered =
  /(?:^|[^\p{L}])(?:chapter|part|volume|act|scene|section|book|phase|stage|type|class|level|grade|article|title|war|bowl|tier|appendix|unit|kapitel|teil|band|akt|szene|abschnitt|stufe|klasse|typ|phase|buch|artikel|anhang|hartz|chapitre|partie|tome|acte|scène|livre|niveau|classe|article|annexe|guerre|capítulo|parte|tomo|acto|escena|libro|fase|tipo|clase|nivel|artículo|anexo|siglo|siglos|guerra|capitolo|volume|atto|scena|livro|século|séculos|ato|cena|artigo|hoofdstuk|deel|bedrijf|boek|artikel|bijlage|fase|niveau|del|akt|scen|bok|nivå|bilaga|fas)\s$/iu;
const named = /(?:^|\s)\p{Lu}\p{Ll}{2,30}\s$/u;
const article =
  /(?:^|\s)(?:The|An|Her|His|My|Our|Your|Their|This|That|And|But|When|Die|Der|Das|Ein|Eine|Und|Les|Des|Une|Los|Las|Una|Uno|Het|Een|Ett|Den|Det)\s$/u;
const firstOrdinals = /^(?:Ier|Ire|Ve|Xe)(?!\p{L})/u;
/** What a ruler of whom no other word tells that I is a number is followed by. */
const afterFirst = /^\s?(?:$|[,.;:!?)]|(?:of|von|de|di|van|av)\s)/u;

/**
 * A Roman numeral: of a ruler ("Henry the eighth", "Ludwig der Vierzehnte", "Louis quatorze"), of a chapter or what has a name
 * ("Rocky two"), or with the mark of an ordinal ("XIXe siècle").
 */
export const romanNumeral: WrittenForm = (text, at, language) => {
  if (language.words === undefined) return undefined;
  const found = matchAt(numeral, text, at) ?? "";
  const value = valueOf(found);
  if (found === "") return undefined;
  const [before, after] = [text.slice(Math.max(0, at - 48), at), text.slice(at + found.length)];
  const asDigits = ordinalSaid(text, at, found, value, language);
  // One letter with others may be a word: Vera, Ver.
  if (asDigits !== undefined && (found.length > 1 || firstOrdinals.test(text.slice(at, at + 4))))
    return asDigits;
  if (/^[\p{L}\p{M}\p{N}]|^['’]\p{L}|^-\p{L}/u.test(after)) return undefined;
  const base = language.tag.split("-")[0] ?? "";
  const who = ruler.exec(before);
  if (who !== null && (found !== "I" || afterFirst.test(after))) {
    // In German and others a full stop makes the ordinal; it may end a sentence as well.
    const stop = base === "de" && /^\.(?=\s\p{Ll}|[,;:)])/u.test(after) ? 1 : 0;
    const said = rulerSaid(value, who[1] as string, before, language);
    return said === undefined ? undefined : { length: found.length + stop, said };
  }
  if (base === "it" && found.length > 1 && /^\s[Ss]ecol[oi]/u.test(after))
    return { length: found.length, said: language.numbers.toOrdinal(value) };
  const isNumbered =
    numbered.test(before) && (found !== "I" || /(?:^|\P{L})\p{Lu}\p{L}{1,20}\s$/u.test(before));
  // A drip in a vein is an IV, too.
  const isNamed = found.length > 1 && found !== "IV" && named.test(before) && !article.test(before);
  return isNumbered || isNamed
    ? { length: found.length, said: language.numbers.toCardinal(value) }
    : undefined;
};

function valueOf(found: string): number {
  return [...found].reduce((sum, letter, index) => {
    const [own, next] = [values[letter] as number, values[found[index + 1] ?? ""] ?? 0];
    return sum + (own < next ? -own : own);
  }, 0);
}

/** `XIXe`, `III. Kapitel`: an ordinal as it would be in digits. */
function ordinalSaid(text: string, at: number, found: string, value: number, language: SpokenLanguage) {
  const before = text.slice(Math.max(0, at - 24), at);
  const said = ordinal(
    `${before}${value}${text.slice(at + found.length, at + found.length + 32)}`,
    before.length,
    language,
  );
  return said === undefined
    ? undefined
    : { ...said, length: said.length - String(value).length + found.length };
}

function rulerSaid(
  value: number,
  name: string,
  before: string,
  { tag, numbers }: SpokenLanguage,
): string | undefined {
  const isQueen = queen.test(name);
  const rulersOf: Readonly<Record<string, () => string>> = {
    en: () => `the ${numbers.toOrdinal(value)}`,
    de: () => germanRuler(value, name, before, numbers, isQueen),
    fr: () => (value === 1 ? (isQueen ? "première" : "premier") : numbers.toCardinal(value)),
    // Alfonso décimo, Alfonso trece.
    es: () => (value > 10 ? numbers.toCardinal(value) : gendered(numbers.toOrdinal(value), isQueen)),
    pt: () => (value > 10 ? numbers.toCardinal(value) : gendered(numbers.toOrdinal(value), isQueen)),
    it: () => gendered(numbers.toOrdinal(value), isQueen),
    nl: () => `de ${numbers.toOrdinal(value)}`,
    sv: () => `den ${numbers.toOrdinal(value)}`,
  };
  return rulersOf[tag.split("-")[0] ?? ""]?.();
}

function gendered(said: string, isQueen: boolean): string {
  return isQueen ? said.replace(/o$/u, "a") : said;
}

/** Ludwig der Vierzehnte, Ludwigs des Vierzehnten, von Ludwig dem Vierzehnten. */
function germanRuler(
  value: number,
  name: string,
  before: string,
  numbers: NumberWords,
  isQueen: boolean,
): string {
  const said = numbers.toOrdinal(value);
  const dative =
    /(?:^|\s)(?:von|vom|mit|bei|nach|unter|zu|seit)\s(?:\p{Lu}\p{Ll}{1,20}\s)?\p{Lu}\p{L}{1,20}\s$/iu.test(
      before,
    );
  const accusative =
    /(?:^|\s)(?:für|gegen|durch|ohne|um)\s(?:\p{Lu}\p{Ll}{1,20}\s)?\p{Lu}\p{L}{1,20}\s$/iu.test(before);
  const isGenitive = name.endsWith("s") && !/^(?:Louis|Charles|Nikolaus|Pius|Ramses|Carlos)$/u.test(name);
  const capital = said.slice(0, 1).toUpperCase() + said.slice(1);
  if (isGenitive || dative) return `${isQueen ? "der" : isGenitive ? "des" : "dem"} ${capital}n`;
  if (isQueen) return `die ${capital}`;
  return accusative ? `den ${capital}n` : `der ${capital}`;
}
