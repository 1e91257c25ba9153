import { isFormOfName } from "./first-name-forms.ts";
import { withDigits } from "./number-words.ts";

/** A word as it was written, and without case, accents and apostrophes. */
export interface SaidWord {
  readonly said: string;
  readonly bare: string;
}

/** What a name is compared with. */
export interface KnownNames {
  /** The ways to say what is the case. */
  readonly wordings: readonly string[];
  /** What else may be said. */
  readonly known: readonly string[];
  /** Of somebody's name any word that is not known makes it another's. */
  readonly isPerson: boolean;
  /** Told in sentences, in which other words say the same. */
  readonly isTale: boolean;
}

/**
 * Whether a name is another than the known one: it shares no word with it, or says another where they differ ("San
 * Diego" of San Jose, "Pixel 8" of Pixel 7). A shorter form, a longer one, initials and a slip of a letter are the same.
 */
export function isOtherName(
  value: readonly SaidWord[],
  { wordings, known, isPerson, isTale }: KnownNames,
): boolean {
  const said = tellingWords(value.map((word) => word.said).join(" "));
  const names = wordings.map(tellingWords);
  if (said.length === 0 || names.some((name) => isSameName(said, name))) return false;
  const own = names.flat();
  const heard = tellingWords(known.join("\n"));
  const heardText = ` ${heard.join(" ")} `;
  // What was heard is repeated as it is: Lille is no slip of "ville".
  const isHeard = (word: string): boolean =>
    /\p{N}/u.test(word)
      ? heardText.includes(` ${said.join(" ")} `)
      : heard.some((other) => isForm(word, other));
  const isOwn = (word: string): boolean =>
    isIn(own)(word) || own.some((other) => isFormOfName(word, other) || isShadeOf(word, other));
  const isKnown = (word: string): boolean => isOwn(word) || isHeard(word);
  if (isPerson) {
    const capitals = tellingWords(value.flatMap((word) => (isCapital(word.said) ? word.said : [])).join(" "));
    return (capitals.length > 0 ? capitals : said).some((word) => !isKnown(word) && !isInitial(word));
  }
  if (!said.some(isOwn)) return !said.some(isKnown);
  if (isTale) return false;
  const beyond = value.filter((word) => tellingWords(word.said).some((one) => !isKnown(one)));
  // Beside a part of a name, small letters only describe: "the Hilton downtown".
  const describes =
    wordings.every(isCapital) &&
    value.some((word) => isCapital(word.said)) &&
    !beyond.some((word) => isCapital(word.said) || /\p{N}/u.test(word.said));
  return beyond.length > 0 && !describes;
}

/** A letter by itself spells a name, or shortens one. */
const isInitial = (word: string): boolean => word.length === 1 && /\p{L}/u.test(word);

/** German joins how light or dark a colour is to it: "dunkelgrün". */
const isShadeOf = (word: string, colour: string): boolean =>
  colour.length >= 3 &&
  /^(?:hell|dunkel|tief|blass|knall|grau|blau|gelb|hasel|wein|moos|oliv|himmel|marine|nacht)./.test(word) &&
  word.endsWith(colour);

const isIn = (words: readonly string[]) => (word: string) => words.some((other) => isLikeWord(word, other));

const isCapital = (text: string): boolean => /^\p{Lu}/u.test(text);

/** One name holds the other, or is made of its initials, with a letter more at most: "SFO" for San Francisco. */
function isSameName(a: readonly string[], b: readonly string[]): boolean {
  return holds(a, b) || holds(b, a) || isInitialsOf(a, b) || isInitialsOf(b, a);
}

function isInitialsOf(words: readonly string[], name: readonly string[]): boolean {
  const letters = name.map((word) => word[0]).join("");
  return (
    name.length >= 2 && words.some((word) => word.startsWith(letters) && word.length <= letters.length + 1)
  );
}

const holds = (all: readonly string[], some: readonly string[]): boolean =>
  some.every((word) => all.some((other) => isLikeWord(word, other)));

/** The words that distinguish a name, its numbers as digits. */
export function tellingWords(text: string): readonly string[] {
  // "X 200" and "X-200" are X200.
  const joined = withDigits(text).replaceAll(/(?<![\p{L}\p{N}])(\p{L}{1,2})[ -](?=\d)/gu, "$1");
  return (joined.match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => !titles.has(word))
    .map((word) => short.get(word) ?? word.replace(/strasse$/u, "str"));
}

/** The same word with an ending ("bleu", "bleue"), or, from four letters on, with a letter amiss ("gray", "Koeln"). */
export function isLikeWord(a: string, b: string): boolean {
  if (isForm(a, b)) return true;
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  const isShort = shorter.length < 4 || /\p{N}/u.test(longer);
  return !isShort && longer.length - shorter.length <= 1 && isOneSlip(shorter, longer);
}

/** The same word with an ending. */
function isForm(a: string, b: string): boolean {
  if (a === b) return true;
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (shorter.length < 3 || /\p{N}/u.test(longer)) return false;
  const stem = longer.startsWith(shorter) ? shorter : shorter.replace(/y$/, "i");
  return longer.startsWith(stem) && endings.has(longer.slice(stem.length));
}

/** What declines a word in English, German, French or Spanish. */
const endings: ReadonlySet<string> = new Set("e s es n en er em ne he hes a as os".split(" "));

/** Whether one letter is another, missing, or swapped with the next. */
function isOneSlip(shorter: string, longer: string): boolean {
  let at = 0;
  while (at < shorter.length && shorter[at] === longer[at]) at++;
  const rest = longer.slice(at + 1);
  if (longer.length > shorter.length) return rest === shorter.slice(at);
  return (
    rest === shorter.slice(at + 1) ||
    (shorter[at] === longer[at + 1] &&
      shorter[at + 1] === longer[at] &&
      longer.slice(at + 2) === shorter.slice(at + 2))
  );
}

/** What names of streets and places are cut short to. */
const short: ReadonlyMap<string, string> = new Map([
  ["street", "st"],
  ["saint", "st"],
  ["sankt", "st"],
  ["road", "rd"],
  ["avenue", "ave"],
  ["av", "ave"],
  ["boulevard", "blvd"],
  ["bd", "blvd"],
]);

const titles: ReadonlySet<string> = new Set(
  "mr mrs ms miss dr doctor prof the of and a herr frau monsieur madame m mme senor senora don dona sr sra der die das und le la les et de el los las y".split(
    " ",
  ),
);
