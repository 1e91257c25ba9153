/** Where in a text a score stands, and which. */
export interface FoundScore {
  readonly value: number;
  /** Of its first character, in the text made plain. */
  readonly index: number;
}

/** A text in which every digit and sign is ASCII, whatever script or width it was written in; raised and lowered digits are none. */
export function plainDigits(text: string): string {
  return text
    .replaceAll(/[²³¹\u2070-\u209f]/g, "^")
    .normalize("NFKC")
    .replaceAll("\u2212", "-")
    .replaceAll(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** Decimal digits of every script stand in runs of ten, from 0 up. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) as number;
  if (code < 0x80) return code - 0x30;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return (code - zero) % 10;
}

/**
 * The score in a reply made plain and freed of thoughts, when the reply is a score. What it may be:
 *
 * - a number of the scale, alone or of its highest (`4`, `**4**`, `4/5`, `4 out of 5 stars`);
 * - behind words that lead up to a score and to nothing else (`Score: 4`, `On a scale of 1 to 5: 4`, `I'd give it a 4`);
 * - before a remark without other numbers, those of cited turns apart (`4 - polite`, `4, as turn 2 shows`), and without a
 *   condition (`4, if only it were polite`);
 * - as the last of several lines, where no line before it is a score too.
 *
 * `null` for anything else, whatever numbers it holds: a guess would pass for a verdict.
 *
 * @param isCut the reply ended at its limit: a score counts only when something after it shows that it had ended
 */
export function findScore(plain: string, scores: readonly number[], isCut = false): FoundScore | null {
  const text = withoutMarkup(plain);
  const found = scoreAtStart(text, scores, isCut);
  if (found !== null) return found;
  const start = text.lastIndexOf("\n", text.trimEnd().length) + 1;
  const before = text.slice(0, start).split("\n");
  const last = scoreAtStart(text.slice(start), scores, isCut);
  if (last?.isWhole !== true || before.some((line) => scoreAtStart(line, scores, false) !== null))
    return null;
  if (!last.isFramed && before.some((line) => /^\s*\d+[.)]/.test(line))) return null;
  return { value: last.value, index: start + last.index };
}

/** Marks of Markdown, JSON, LaTeX and quotations as spaces, so that everything stays in its place. */
function withoutMarkup(text: string): string {
  return [
    /```\w*/g,
    /\$?\\boxed(?=\{)|(?<=\})\$/g,
    /[*_`"{}()[\]]/g,
    /(?<!\p{L})['’]|['’](?!\p{L})/gu,
    /^#+\s/gm,
  ].reduce((kept, marks) => kept.replaceAll(marks, (found) => " ".repeat(found.length)), text);
}

interface LeadingScore extends FoundScore {
  /** Whether nothing follows it. */
  readonly isWhole: boolean;
  /** Whether words lead up to it. */
  readonly isFramed: boolean;
}

function scoreAtStart(text: string, scores: readonly number[], isCut: boolean): LeadingScore | null {
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const frame = frameOf(text, low, high);
  const rest = text.slice(frame);
  const match = (low < 0 ? signedNumber : number).exec(rest);
  if (match === null || !scores.includes(Number(match[1]))) return null;
  const most = new RegExp(ofHighest.replace("HIGH", String(high)), "i").exec(rest.slice(match[0].length));
  const after = rest.slice(match[0].length + (most?.[0].length ?? 0));
  if (isCut && (after === "" || /^[\d.,/]/.test(after))) return null;
  const isWhole = /^[.!]?$/.test(after.trim());
  const isFramed = frame > 0 && text.slice(0, frame).trim() !== "";
  if (!isWhole && !isRemark(after)) return null;
  return { value: Number(match[1]), index: frame + rest.indexOf(match[1] as string), isWhole, isFramed };
}

const number = /^\s*\+?(\d+(?:\.0{1,2}(?!\d))?)/;
const signedNumber = /^\s*\+?(-?\d+(?:\.0{1,2}(?!\d))?)/;
const ofHighest = String.raw`^\s{0,3}(?:/|out\s+of|of|von)\s{0,3}HIGH(?![\d.,]\d|\d)(?:\s(?:stars|points)\b)?`;

/** What may follow a score: words set off from it, which hold no further number. */
function isRemark(after: string): boolean {
  const words = /^(?:\.?[^\S\n]*\n|\s*[,;:]\s|\s+[-–—]+\s|\s*—|\s+(?:because|since|as|given)\s)([^]*)$/i.exec(
    after,
  )?.[1];
  return words !== undefined && !takesBack.test(words) && !/\d/.test(words.replaceAll(citedTurns, ""));
}

/** A remark that begins with a condition or takes the score back says what it might have been, and not what it is. */
const takesBack =
  /^\s*(?:(?:but\s+)?(?:only\s+)?(?:if|unless|provided|providing|assuming|supposing|except|as long as|had|were|wenn|falls|sofern)\b|(?:just )?kidding\b|or\s|minus\b|plus\b|at (?:most|best|least)\b|no wait\b|wait\b|not\b)/i;

const citedTurns = /\bturns?\s*#?\d+(?:\s*(?:,|-|–|and|to|&)\s*\d+(?!\d))*/gi;

/** An end of the scale, in digits or as a word. */
function bound(value: number): string {
  return value in numberWords ? `(?:${value}|${numberWords[value]})` : String(value);
}

/** How many characters at the start of a text lead up to a score: the scale, the name of a score, or a verb that gives one. */
function frameOf(text: string, low: number, high: number): number {
  const scale = new RegExp(
    String.raw`^\s*(?:(?:on|using) (?:a|the) (?:scale (?:of|from) ${bound(low)}${gloss}\s*(?:to|through|-|–|—)\s*${bound(high)}${gloss}|${bound(low)}\s?(?:to|-|–|—)\s?${bound(high)}(?: point)? scale)\s*[,:]?)?`,
    "i",
  ).exec(text)?.[0] as string;
  const words = text.slice(scale.length);
  const lead = leads.map((pattern) => pattern.exec(words)?.[0].length ?? 0);
  return scale.length + Math.max(...lead);
}

/** A word or two about an end of the scale, whose parentheses were blanked. */
const gloss = String.raw`(?:  ?[a-z]+(?: [a-z]+)?(?=\s))?`;
const numberWords: Readonly<Record<number, string>> = {
  0: "zero",
  1: "one",
  2: "two",
  3: "three",
  4: "four",
  5: "five",
  6: "six",
  7: "seven",
  8: "eight",
  9: "nine",
  10: "ten",
};

const leads: readonly RegExp[] = [
  // The name of a score; "answer" and the like name other things too and need a word or a sign after them.
  /^\s*(?:(?:the|my|your|its|final|overall|total)\s+){0,3}(?:score|rating|grade|punktzahl|bewertung)(?: for (?:this|the) (?:dialogue|dialog|conversation|criterion))?\s*(?:(?:is|would be|=>?|->|→)\s*)?:?\s*(?:an? )?/i,
  /^\s*(?:(?:the|my|your|its|final|overall)\s+){0,3}(?:answer|verdict|evaluation|assessment|result)\s*(?:(?:is|would be)\s*:?|[:=])\s*(?:an? )?/i,
  // Somebody gives it.
  /^\s*i(?:['’]d| would|['’]ll| will)? (?:rate|give|score|assign|say)(?: (?:it|(?:this|the)(?: (?:dialogue|dialog|conversation|transcript|exchange))?))?(?: (?:as|at|with))?\s*:?\s*(?:an? )?(?:(?:score|rating) of )?/i,
];
