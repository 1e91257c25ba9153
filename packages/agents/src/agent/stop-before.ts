import { actedStopBegun } from "./acted-stop.ts";
import { endsInLeave, isAssent, isLeave, onlyTakesLeave } from "./leave-taking.ts";
import { showsFeeling, withoutSmileys } from "./smileys.ts";
import { anyLoudStopWord, stopWordBegun } from "./stop-words.ts";
import { concludes, tellsOfWords } from "./tells-of-words.ts";

/** How far back the words before the signal are looked at, in characters. */
export const contextLength = 200;
/** A longer run of white space and marks is let go before it is known what follows. */
export const longestOpening = 1000;
/** A longer tag does not count. */
export const longestTag = 125;
/** A sentence of no more words may introduce the next word: `The sign on the door reads`, `There was one word.` */
const fewWords = 6;
/** One that tells of words may introduce the next in more: `There was a single word on the door.` */
const moreWords = 10;
export const letter = /[\p{L}\p{N}\p{M}]/u;
export const quotes = "\"'“”‘’„‚«»‹›「」『』《》〈〉";
const brackets = "[({<【〔〖«‹「『《〈";
/** Marks directly before the word; the last ones are the white space of tokenizers. */
export const openers = new Set(`${quotes}${brackets}*_\`~#=|¡$%^+/@:▁Ġ`);
/** Marks that may also stand apart: "### STOP ###", "Bye! — STOP", "[ STOP ]", a code block. */
const rulers = new Set(`${brackets}#=|>\`~*_$-–—→➜►▶•`);
const spaces = new Set(
  " \t\n\r\f\v\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF",
);
const marksAndSpace = new Set([...openers, ...rulers, ...spaces]);

const tagBegun = /(?:```[\w-]{0,20}|<\/?(?:\p{L}[^<>\n]{0,120})?|<\|[^<>|\n]{0,40}\|?)$/u;
/** An end of a sentence, in any script. */
const sentenceEnd = /[\p{Sentence_Terminal}…։]["'”’»」』)*_`]{0,6}$/u;
const exclamation = /[!！]\P{L}{0,20}$/u;
/** What is cried is cried on, although it says no, too: `No, no! STOP!` */
const denial =
  /^\P{L}*(?:no{1,9}|nope|nein|non|нет)(?:[\s,]{1,3}(?:no{1,9}|nope|nein|non|нет)){0,9}\P{L}*$/iu;
/** What warns or begs, of which few more words follow: `Wait! STOP`, `Look out, Bob! STOP`. Whatever else is exclaimed may be the end. */
const cry =
  /^\P{L}*(?:oh[\s,]{1,3}|please[\s,]{1,3})?(?:no way|wait|hey|help|hold on|hold it|look out|watch out|careful|ouch|ow|halt|freeze|enough|back off|get (?:out|off|away)|slow down|leave me|let (?:me )?go|stop (?:it|that)|shut up|drop it|quit it|(?:don['’]?t|do not) (?!(?:worry|hesitate|mention|forget|be)\b)\p{L}{1,20}|warte|halt|hilfe|achtung|vorsicht|aufhören|attends|attention|arrête[zr]?|au secours|espera|cuidado|socorro|стой|подожди|помогите)(?:[\s,]{1,3}\p{L}{1,20}){0,2}\P{L}*$/iu;
const question = /[?？؟;][\p{Sentence_Terminal}"'”’»」』)*_`]{0,6}$/u;
/** `e.g. STOP`, `z. B. STOP`: no end, as `at 5 p.m. STOP` is. */
const abbreviation =
  /(?<!\p{L})(?:e\.\s?g|i\.\s?e|z\.\s?b|d\.\s?h|u\.\s?a|p\.\s?ex|p\.\s?ej|vs|viz|cf|ex)\.$/iu;
/** A clock time, which may end its sentence: `at 5 p.m. STOP`, or not: `The sign reads 9 a.m. to 5 p.m. STOP`. */
const clockTime = /(?<!\p{L})[ap]\.\s?m\.$/iu;
/** A full stop that ends no sentence: `p.m.`, `Dr. Lee`, `3.50`. */
const innerStop =
  /(?<=(?<![\p{L}\p{N}])\p{L})\.(?=\s[\p{Ll}\p{N}])|(?<=(?<!\p{L})(?:[DHFNMJS]r|Mrs|Ms|Prof|St|Mme|Sra|bzw|ca|approx|lb|oz|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|No))\.(?=\s?[\p{Ll}\p{Lu}\p{N}])|\.(?=[\p{L}\p{N}])/gu;
/** What ends a sentence without asking, crying or leaving anything open. */
const endStop =
  /(?<![\p{Sentence_Terminal}…])(?![!?！？؟՞\u037E])[\p{Sentence_Terminal}։]["'”’»」』)*_`]{0,6}$/u;
/** A remark or a stage direction right before the word, of which only what stands before it counts. */
const remarkBefore = /(?<![^\s.!?…])(?:\*[^*\n]+\*|_[^_\n]+_|\([^()\n]+\)|\[[^[\]\n]+\]|【[^【】\n]+】)$/u;
const listMarker = /(?:(?:^|\n)[ \t]*(?:\d{1,2}|\p{L})[.)]|\((?:\d{1,2}|\p{L})\))$/u;
const listItem = /^[ \t]*(?:[-*•]|\d+[.)])[ \t]+\S/mu;
const joining = /^\s*(?:[=|/→➜►]|->|=>)/u;
const joined = /(?:[=|/→➜►]|->)$/u;
/** One of several like it, to which the stop word is the next: `LISTEN.`, `[GO]`, `🟢 GO`. */
const kin = /^\P{L}*\p{Lu}{2,}\P{L}*$/u;
/** A line that is one bare word in capitals, and its marks: `GO`, `[GO]`, `| GO |`. */
const itemLine = /(?:^|\n)(?<marks>[^\p{L}\n]*)\p{Lu}{2,}[^\p{L}\p{Sentence_Terminal}\n]*$/u;
const colon = /[:：]["'*_]{0,4}$/u;
const blankLine = /\n[^\S\n]*\n/u;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]$/u;
const openQuote = ["“”", "«»", "「」", "『』", '""', "``"];

/** Labels that name the signal, or the message that it is all of. */
const labels =
  "signal|stop signal|end signal|stop|end|action|next action|final action|status|decision|final answer|message|response|output|utterance|my message|my response|final response|next message".split(
    "|",
  );
const labelEnd = String.raw`[*_"'\x60]{0,2}[ \t]?[:：][*_]{0,2}\s{0,4}`;
const labelStart = String.raw`(?:^|(?<=\n)|(?<=[\p{Sentence_Terminal}…)\]*]["'”’]?\s{1,3}))`;
const label = new RegExp(
  `${labelStart}[ \\t([{<*_#"'\`]{0,4}(?:(?:${labels.join("|")})${labelEnd}|(?<=[[({<])(?:${labels.join("|")}) )$`,
  "iu",
);
const labelBegun = new RegExp(
  `${labelStart}[ \\t([{<*_#"'\`]{0,4}(\\p{L}[\\p{L} ]{0,16})[*_"'\`]{0,2}[ \\t]?(?:[:：](?:[^\\p{L}\\p{N}:：<]|<\\p{L}[^<>\\n]{0,30}>|<){0,16})?\\s{0,4}$`,
  "u",
);
/** Marks of what is labelled: `Signal: <b>`; a smiley labels nothing. */
const marksOfLabelled =
  /(?<=\p{L}[ \t]?)[:：](?!-?['’]?[()|>/\\}*](?:[\s.!]|$))(?:[^\p{L}\p{N}:：<]|<\p{L}[^<>\n]{0,30}>|<){1,16}$/u;
/** A label of which nobody knows what it names, alone on its line: `Bob: STOP`, `Error: STOP`. */
const otherLabel = /(?<![^\n])[ \t]{0,4}\p{Lu}\p{L}{0,20}[ \t]?:\s{0,4}$/u;
/** After a blank line, it labels nothing. */
const labelApart = /[:：][^\p{L}\n]{0,20}\n[^\S\n]*\n[^\p{L}]*$/u;
const longestLabel = 60;

/** What is said of somebody who goes too far, before whom the word may be cried: `You are too fast. STOP!`, not `You are too kind.` */
const complaint =
  /(?<!\p{L})(?:too|zu|trop|demasiado|troppo|demais|слишком) (?!kind|good|generous|sweet|nice|late)\p{L}|太(?!好|棒|感|谢|謝)/iu;
/** A word of a script without spaces, wherever it stands. */
const unspacedWord = new RegExp(unspaced.source.slice(0, -1), "u");
/** Made when it is first needed: that takes longer than all else here. */
let segmenter: Intl.Segmenter | undefined;

/** What stands before the word, as far as it lets it be a signal. */
export interface StopOpening {
  /** Where the white space and the marks before the word begin. */
  readonly start: number;
  /**
   * How the words before it end: there are none (`alone`); with leave, or with a label of the signal (`leave`); as a sentence or
   * a line (`ended`); on its line, in a few words that say no more than that (`said`) or that may introduce the stop word
   * (`led`), as a cry (`cried`), as a question (`asked`), in a picture that shows a feeling (`felt`); or not at all (`open`).
   */
  readonly standing: "alone" | "leave" | "ended" | "said" | "led" | "cried" | "asked" | "felt" | "open";
  readonly ownLine: boolean;
  /** Directly before the word, a bracket is open that nobody uses in speech; or any; or a quote. */
  readonly bracketed: boolean;
  readonly inBrackets: boolean;
  readonly quoted: boolean;
  /** It stands in a list: `- STOP`. */
  readonly item: boolean;
  /** A short line without an end stands before: `The robot expects`. */
  readonly introduced: boolean;
  /** The sentence before it comes after a goodbye or thanks. */
  readonly followsLeave: boolean;
  /** The sentence before it tells somebody off. */
  readonly complains: boolean;
}

/** The white space and the marks before the word, when what stands before those lets it be a signal. */
export function readStopOpening(text: string, at: number, from: number): StopOpening | undefined {
  const marks = skipBack(text, at, from);
  const start = beforeRulers(text, marks, from);
  const opening = text.slice(start, at);
  const written = text.slice(Math.max(0, start - contextLength), start).trimEnd();
  // A smiley says nothing: what it stands behind may be the end of a sentence, or not.
  const before = withoutSmileys(written);
  const ownLine = written === "" || /\n[^\n]*$/u.test(opening) || text.charAt(start - 1) === "\n";
  const place = {
    start,
    ownLine,
    bracketed: /[<[{|【〔〖]\/?$/u.test(opening),
    inBrackets: /[([{【]$/u.test(opening),
    quoted: [...opening].some((mark) => quotes.includes(mark) || mark === "`" || mark === "*"),
    item: /(?:^|\n)[ \t]*[-*•][ \t]+(?:<[^<>\n]{1,30}>|[^\p{L}\p{N}\s])*$/u.test(opening),
    introduced: before === written && isIntroduced(before),
    followsLeave: before !== "" && followsLeave(before),
    complains: before !== "" && complaint.test(lastSentence(before)),
  };
  const labelled = readLabel(text, at, from, before === written);
  if (labelled !== undefined) return { ...place, ...labelled };
  if (before === "") return { ...place, standing: "alone" };
  if (place.item && listItem.test(before)) return undefined;
  if (ownLine)
    return isLike(before, opening, place.item) ? undefined : { ...place, standing: lineEnds(before) };
  if (colon.test(before) || listMarker.test(before) || isQuoted(before)) return undefined;
  const last = written.slice(-1);
  const glued =
    opening === "" ? /[\p{L}\p{N}\p{M}'’-]/u.test(last) : !/[\s<[{#=]/u.test(opening) && letter.test(last);
  if (glued && !unspaced.test(before)) {
    return endsInLeave(before) ? { ...place, standing: "leave" } : undefined;
  }
  const standing = standingAfter(before, opening);
  if (standing === undefined) return undefined;
  if (before === written) return { ...place, standing };
  return { ...place, standing: standingWithPicture(standing, before, written.slice(before.length), opening) };
}

/** How words end that a picture stands behind: that ends what takes leave; of others, a feeling lets it be in doubt. */
function standingWithPicture(
  standing: StopOpening["standing"],
  before: string,
  picture: string,
  opening: string,
): StopOpening["standing"] {
  if (standing === "led" || standing === "said") return "ended";
  const isFelt = showsFeeling(picture);
  if (standing === "cried") return isFelt ? "ended" : standing;
  if (standing !== "open") return standing;
  const clauses = lastSentence(before).split(/[,，、،]/u);
  if (clauses.every((clause) => isAssent(clause) || onlyTakesLeave(clause))) return "leave";
  return isFelt && ![...opening].some((mark) => quotes.includes(mark)) ? "felt" : standing;
}

/**
 * Whether a line is not the signal's own: the line straight before it introduces it, or is an item like it. After a blank line,
 * nothing is; what is said in the line before never matters.
 */
function isLike(before: string, opening: string, isItem: boolean): boolean {
  if (blankLine.test(opening) && !isItem) return false;
  if (colon.test(before)) return true;
  const marks = itemLine.exec(before)?.groups?.["marks"];
  const own = opening.slice(opening.lastIndexOf("\n") + 1);
  return marks?.trim() === own.trim() && !isLeave(lastSentence(before));
}

function lineEnds(before: string): "leave" | "ended" {
  return isLeave(lastSentence(before)) || endsInLeave(before) ? "leave" : "ended";
}

function isIntroduced(before: string): boolean {
  return before !== "" && !sentenceEnd.test(before) && isShort(lastSentence(before));
}

function isShort(sentence: string, most = fewWords): boolean {
  return wordsIn(sentence.trim()) <= most;
}

/** How many words there are, in scripts without spaces as well. */
function wordsIn(sentence: string): number {
  if (!unspacedWord.test(sentence)) return sentence.split(/\s+/u).length;
  segmenter ??= new Intl.Segmenter("en", { granularity: "word" });
  return [...segmenter.segment(sentence)].filter(({ isWordLike }) => isWordLike === true).length;
}

/** How the words end that stand before it on its line. */
function standingAfter(before: string, opening: string): StopOpening["standing"] | undefined {
  const remark = remarkBefore.exec(before)?.[0];
  if (remark !== undefined && !kin.test(remark)) {
    const rest = before.slice(0, -remark.length).trimEnd();
    return rest === "" ? "ended" : standingAfter(rest, opening);
  }
  const sentence = lastSentence(before);
  const bare =
    !sentenceEnd.test(before) ||
    abbreviation.test(before) ||
    (clockTime.test(before) && tellsOfWords(sentence));
  const isExclaimed = exclamation.test(before);
  if (isExclaimed && denial.test(sentence)) return "cried";
  if (endsInLeave(before) || (isLeave(sentence) && sentenceEnd.test(before))) return "leave";
  if (isAssent(sentence) && bare && !/[,，、]$/u.test(before)) return "leave";
  if (kin.test(sentence) && !isAssent(sentence)) return undefined;
  if (bare) return joining.test(opening) || joined.test(before) ? undefined : "open";
  if (question.test(before)) return "asked";
  if (!isShort(sentence, !isExclaimed && tellsOfWords(sentence) ? moreWords : fewWords)) return "ended";
  if (isExclaimed) return cry.test(sentence) && !/[<[{|【〔〖]$/u.test(opening) ? "cried" : "ended";
  if (followsLeave(before)) return "ended";
  return !endStop.test(before) || cry.test(sentence) || isToldOf(before, sentence) ? "led" : "said";
}

/** Whether the last sentence is a part of a goodbye: `Thanks for your help. I'll try that.` */
function followsLeave(before: string): boolean {
  return endsInLeave(before.slice(0, -lastSentence(before).length));
}

/** Whether what is said tells of words, or has the stop word as one: the last sentence, or those before it that it adds to. */
function isToldOf(before: string, sentence: string): boolean {
  if (tellsOfWords(sentence)) return true;
  if (anyLoudStopWord.test(before)) return true;
  return !concludes(sentence) && tellsOfWords(before.slice(0, -sentence.length));
}

/** The label of the word, and where it begins. @param mayBeOther whether it may name something else than the signal */
function readLabel(
  text: string,
  at: number,
  from: number,
  mayBeOther: boolean,
): Pick<StopOpening, "start" | "standing"> | undefined {
  const least = Math.max(0, at - longestLabel);
  const line = text.slice(least, at).replace(marksOfLabelled, ": ");
  const named = label.exec(line);
  // Cut off, the line has no beginning.
  if (named !== null && (named.index > 0 || least === 0))
    return { standing: "leave", start: beforeRulers(text, Math.max(from, least + named.index), from) };
  const other = mayBeOther ? otherLabel.exec(line) : null;
  if (other === null || labelApart.test(text.slice(least, at)) || (other.index === 0 && least > 0))
    return undefined;
  const before = text.slice(Math.max(0, least + other.index - contextLength), least + other.index).trimEnd();
  // The first word of a message is not held back, so what it turns out to be has been said.
  if (before === "") return { standing: "open", start: at };
  if (!endsInLeave(before)) return undefined;
  return { standing: "leave", start: beforeRulers(text, Math.max(from, least + other.index), from) };
}

/** Whether a quotation is still open in which a sentence quotes somebody: `He yelled "Watch out!`. */
function isQuoted(before: string): boolean {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  return openQuote.some((pair) => {
    const open = pair.charAt(0);
    const close = pair.charAt(1);
    const at = line.lastIndexOf(open);
    if (at === -1 || !/[\p{L}:,]\s?$/u.test(line.slice(0, at))) return false;
    return open === close ? line.split(open).length % 2 === 0 : !line.includes(close, at);
  });
}

function lastSentence(before: string): string {
  const end = before.replace(/[^\p{L}\p{N}\p{M}]{0,20}$/u, "").length;
  const words = before.slice(0, end).replaceAll(innerStop, "·");
  const found = /(?<![\p{Sentence_Terminal}…\n])[^\p{Sentence_Terminal}…\n]{0,200}$/u.exec(words)?.[0] ?? "";
  return before.slice(end - found.length);
}

/**
 * Goes back over white space and over rulers that stand apart from the words before them. What is nearer to those than to the
 * signal, in lines, is theirs.
 */
function beforeRulers(text: string, at: number, from: number): number {
  let taken = at;
  let start = skipBack(text, at, from, spaces);
  for (let rulersLeft = 3; rulersLeft > 0 && start > from; rulersLeft--) {
    const tagged = beforeTag(text, start, from);
    const ruler = tagged ?? skipBack(text, start, from, rulers);
    const before = skipBack(text, ruler, from, spaces);
    const isTheirs = before > 0 && linesIn(text.slice(start, taken)) > linesIn(text.slice(before, ruler));
    if (ruler === start || isTheirs || (tagged === undefined && !standsApart(text, ruler, start, at))) break;
    taken = ruler;
    start = before;
  }
  return start;
}

function linesIn(text: string): number {
  return text.split("\n").length;
}

/** Whether marks stand apart, and are no smiley and no end of the code before them. */
function standsApart(text: string, from: number, to: number, at: number): boolean {
  const before = text.slice(Math.max(0, from - longestTag), from);
  const marks = text.slice(from, to);
  if (withoutSmileys(before + marks) !== (before + marks).trimEnd()) return false;
  if (before === "" || /\s$/u.test(before)) return !closesCode(text, from, at);
  return /^[#=]{2,}$/u.test(marks);
}

/** Whether a fence ends the code before it: one is open, and none follows. */
function closesCode(text: string, from: number, at: number): boolean {
  const isOpen =
    fence.test(`\n${text.slice(from, from + 3)}`) && text.slice(0, from).split(fence).length % 2 === 0;
  return isOpen && !fence.test(text.slice(at, at + longestTag));
}

const fence = /(?:^|\n)[ \t]{0,3}(?:```|~~~)/u;
const tagBefore = /<(?:\/?\p{L}[^<>\n]{0,120}|\|[^<>|\n]{1,40}\|)>$/u;
const infoBefore = /```[\w-]{1,20}$/u;
/** What looks like a tag, and is a word beside the stop word: `<GO> <STOP>`. */
const otherOption = /^<\/?(?!BR>|HR>)\p{Lu}{2,}>$/u;

/** Where a tag, or the first line of a code block, begins that ends here: `<br>STOP`. */
function beforeTag(text: string, at: number, from: number): number | undefined {
  const isTag = text[at - 1] === ">";
  if (!isTag && text[at] !== "\n") return undefined;
  const found = (isTag ? tagBefore : infoBefore).exec(text.slice(Math.max(0, at - longestTag), at));
  if (found === null || otherOption.test(found[0]) || at - found[0].length < from) return undefined;
  return at - found[0].length;
}

function skipBack(text: string, at: number, from: number, marks: ReadonlySet<string> = openers): number {
  let start = at;
  while (start > from && marks.has(text[start - 1] as string)) {
    // After a word, a colon belongs to that.
    if (text[start - 1] === ":" && letter.test(text[start - 2] ?? "")) break;
    start--;
  }
  return start;
}

/** Where a message that is not complete ends in what may be the beginning of a signal. */
export function openingAtEnd(text: string, from: number): number {
  const least = Math.max(from, text.length - longestOpening);
  const tail = text.slice(Math.max(least, text.length - longestTag));
  const starts = [
    text.length - stopWordBegun(tail),
    text.length - (tagBegun.exec(tail)?.[0].length ?? 0),
    actedStopBegun(text) ?? text.length,
  ];
  return Math.min(...starts.map((start) => openingBefore(text, Math.max(start, least), least)));
}

/** Goes back over what would be taken with a signal that begins here. */
function openingBefore(text: string, at: number, least: number): number {
  const start = beforeMarks(text, at, least);
  const from = Math.max(0, start - longestLabel);
  const found = labelBegun.exec(text.slice(from, start));
  if (found === null || (found.index === 0 && from > 0)) return start;
  const named = (found[1] as string).trimEnd().toLowerCase();
  const isLabel = labels.some((one) => one.startsWith(named));
  const isOther = /^\p{Lu}\p{L}{0,20}$/u.test(found[1] as string) && text[from + found.index - 1] === "\n";
  return isLabel || isOther ? beforeMarks(text, Math.max(least, from + found.index), least) : start;
}

function beforeMarks(text: string, at: number, least: number): number {
  let start = at;
  while (start > least) {
    const opened = beforeTag(text, start, least);
    if (opened === undefined && !marksAndSpace.has(text[start - 1] as string)) break;
    start = opened ?? start - 1;
  }
  return start;
}
