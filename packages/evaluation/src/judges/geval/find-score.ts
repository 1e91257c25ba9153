/** Where in a text a score stands, and which. */
export interface FoundScore {
  readonly value: number;
  /** Of its first character, in the text made plain. */
  readonly index: number;
}

/** A text in which every digit and sign is ASCII, whatever script or width it was written in; raised and lowered digits do not count as digits, keycaps do. */
export function plainDigits(text: string): string {
  return text
    .replaceAll(/[²³¹\u2070-\u209f]/g, "^")
    .replaceAll(/\ufe0f?\u20e3/g, "")
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
 * The score in a reply made plain and freed of thoughts, when the reply is a score by its form. What it may be:
 *
 * - a number of the scale, alone or of its highest (`4`, `**4**`, `4/5`, `4 out of 5 stars`);
 * - behind words that lead up to a score and to nothing else (`Score: 4`, `On a scale of 1 to 5: 4`, `I'd give it a 4`);
 * - such a framed number with its explanation, in which nothing could change it (`Score: 4. The user is kind`);
 * - a framed number in the last of several lines, behind whole sentences and no line with another score.
 *
 * `null` for anything else, whatever numbers it holds: other words beside a number can say of it what they like, and a
 * guess would pass for a verdict.
 *
 * @param isCut the reply ended at its limit: a score counts only when something after it shows that it had ended
 */
export function findScore(plain: string, scores: readonly number[], isCut = false): FoundScore | null {
  const text = withoutMarkup(plain);
  const found = scoreAtStart(text, scores, isCut);
  if (found !== null) return found;
  const start = text.lastIndexOf("\n", text.trimEnd().length) + 1;
  const before = text.slice(0, start);
  const last = scoreAtStart(text.slice(start), scores, isCut);
  if (last?.isWhole !== true || !last.isFramed || !/[.!]$/.test(before.trimEnd()) || noVerdict.test(before))
    return null;
  const others = before.split("\n").map((line) => scoreAtStart(line, scores, false));
  if (others.some((other) => other !== null && other.value !== last.value)) return null;
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
  const isWhole = /^[.!\u3002]?$/.test(after.trim());
  const isFramed = frame > 0 && text.slice(0, frame).trim() !== "";
  if (!isWhole && !(isFramed && isExplanation(after))) return null;
  return { value: Number(match[1]), index: frame + rest.indexOf(match[1] as string), isWhole, isFramed };
}

const number = /^\s*\+?(\d+(?:\.0{1,2}(?!\d))?)/;
const signedNumber = /^\s*\+?(-?\d+(?:\.0{1,2}(?!\d))?)/;
const ofHighest = String.raw`^\s{0,3}(?:/|out\s+of|of|von)\s{0,3}HIGH(?![\d.,]\d|\d)(?:\s(?:stars|points)\b)?`;

/** What may follow a framed score: words that begin as an explanation does, and in which nothing could change the score. */
function isExplanation(after: string): boolean {
  const words = after
    .trimStart()
    .replace(/^[.,;]/, "")
    .trimStart();
  if (!explaining.test(words) || noVerdict.test(words) || changing.test(words)) return false;
  return !/\p{N}/u.test(words.replaceAll(citedTurns, ""));
}

const explaining =
  /^(?:the|this|it|both|all|because|since|(?:explanation|reason|reasoning|rationale|justification)\s{0,3}:)\s/i;

/** Numbers in words, conditions, negations, contrasts and doubts: beside a score they could make it another or none. */
const changing = new RegExp(
  String.raw`\b(?:${[
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|half|percent|points?|scores?|ratings?|scale|grades?|stars?",
    "if|unless|when|whether|in case|condition|provid(?:ed|ing)|assum(?:ed|ing)|suppos(?:ed|ing)|would|could|should|might|may|were|otherwise|except",
    "no|not|none|never|nothing|nor|neither|without|cannot|false|wrong|invalid|ignor(?:e|es|ed|ing)",
    "but|however|though|although|yet|despite|instead|rather|actually|wait|or|minus|plus|less|more|most|least",
    "(?:low|high)(?:er|est|ers|ered)?|reduc(?:e|es|ed|ing)|deduct(?:s|ed|ing)?|subtract(?:s|ed|ing)?|best|better|worst|worse|m(?:in|ax)(?:imum)?|bound",
    "maybe|perhaps|possibly|probably|roughly|approximately|almost|about|guess|random|joke|kidding|hypothetical(?:ly)?|draft",
  ].join("|")})\b|n['’]t\b`,
  "i",
);

/** The reply speaks of a score without giving one: it refuses, or shows the form of an answer. */
const noVerdict =
  /\b(?:examples?|e\.g|format|template|placeholder|sorry|unable|refuse|(?:can(?:not| not|['’]t)|could(?: not|n['’]t)|not) (?:rate|score|judge|assess|evaluate|give|be (?:rated|scored|judged|assessed)))\b/i;

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
  /^\s*(?:(?:the|my|your|its|final|overall|total)\s+){0,3}(?:score|rating|grade|punktzahl|bewertung|puntuación|voto|ocena|оценка|评分|得分|スコア|점수)(?: for (?:this|the) (?:dialogue|dialog|conversation|criterion))?\s*(?:(?:is|would be|=>?|->|→)\s*)?:?\s*(?:an? )?/i,
  /^\s*(?:(?:the|my|your|its|final|overall)\s+){0,3}(?:answer|verdict|evaluation|assessment|result)\s*(?:(?:is|would be)\s*:?|[:=])\s*(?:an? )?/i,
  // Somebody gives it.
  /^\s*i(?:(?:['’]d| would)(?= \w+ (?:it|this|the)\b)|['’]ll| will)? (?:rate|give|score|assign|say)(?: (?:it|(?:this|the)(?: (?:dialogue|dialog|conversation|transcript|exchange))?))?(?: (?:as|at|with))?\s*:?\s*(?:an? )?(?:(?:score|rating) of )?/i,
];
