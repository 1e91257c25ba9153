import { actedStopBegun } from "./acted-stop.ts";
import { stopWordBegun } from "./stop-words.ts";
import { endsTakingLeave, leadsToStop, takesLeave } from "./talk-of-stop.ts";

/** How far back the words before the signal are looked at, in characters. */
export const contextLength = 200;
/** A longer run of white space and marks is let go before it is known what follows. */
export const longestOpening = 1000;
/** A longer tag is none. */
export const longestTag = 125;
const tagBegun = /(?:```[\w-]{0,20}|<\/?(?:\p{L}[^<>\n]{0,120})?|<\|[^<>|\n]{0,40}\|?)$/u;
export const letter = /[\p{L}\p{N}\p{M}]/u;
export const quotes = "\"'“”‘’„‚«»‹›「」『』《》〈〉";
const brackets = "[({<【〔〖«‹「『《〈";
/** Marks directly before the word. */
export const openers = new Set(`${quotes}${brackets}*_\`~#=|¡$%^+/@:`);
/** Marks that may also stand apart: "### STOP ###", "Bye! — STOP", "[ STOP ]", a code block. */
const rulers = new Set(`${brackets}#=|>\`~*_$-–—→➜►▶•`);
export const marksAndSpace = new Set([...openers, ...rulers, ..." \t\n\r\u00A0\u3000\u2028\u2029"]);
/** Marks that nobody uses in speech: between them the word is not part of a sentence. */
const fences = new Set("#=<|[{【〔〖");
const sentenceEnd =
  /(?:[\p{Sentence_Terminal}…)\]】]|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\uFE0F]|[:;=]-?[)D(]|<3)["'”’»」』*_`]{0,6}$/u;
const directionBefore = /(?:^|\s)(?:\*[^*\n]+\*|_[^_\n]+_)$/u;
/** A label that stands alone on its line: `Signal: STOP`, `Bob: STOP`; none that tells somebody to send the word. */
const ownLabel =
  /(?<![^\n])[ \t]{0,4}(?!(?:STOP|Type|Write|Say|Text|Send|Reply|Press|SMS|Keyword|Button|Label)(?!\p{L}))\p{Lu}\p{L}{0,20}[ \t]?:\s{0,4}$/u;
/** One that is no part of speech, after a sentence: `Bye! Final answer: STOP`. */
const labelsBeside = [
  "action",
  "next action",
  "signal",
  "stop signal",
  "end signal",
  "final answer",
  "decision",
];
const afterSentence = String.raw`(?:^|[.!?…。)\]]["'”’]?\s{1,3})`;
/** It may stand in brackets with the word: `Bye! [Action: STOP]`. */
const labelMarks = String.raw`[([{<*_]{0,2}`;
const labelBeside = new RegExp(
  `${afterSentence}(${labelMarks}(?:${labelsBeside.join("|")})\\s?:\\s{0,4})$`,
  "iu",
);
const labelBesideBegun = new RegExp(
  `${afterSentence}(${labelMarks}(?:${labelsBeside
    .flatMap((label) => [`${label}\\s?:?\\s{0,4}`, ...Array.from(label, (_, index) => label.slice(0, index))])
    .filter((begun) => begun !== "")
    .join("|")}))$`,
  "iu",
);
/** What a model calls its own message, when there is nothing else in it: `Message: STOP`. */
const ownMessage =
  /^\s{0,9}[*_]{0,2}(?:(?:my|final|next) )?(?:message|response|output|utterance)[ \t]?:[*_]{0,2}\s{0,4}$/iu;
const ownMessageBegun = new RegExp(
  `^\\s{0,9}[*_]{0,2}(?:(?:my|final|next) )?(?:${[
    "message",
    "response",
    "output",
    "utterance",
    "my",
    "final",
    "next",
  ]
    .flatMap((label) => Array.from(label, (_, index) => label.slice(0, index + 1)))
    .join("|")})?(?:(?<=message|response|output|utterance)[ \\t]?:?[*_]{0,2}\\s{0,4})?$`,
  "iu",
);
/** Its beginning. */
const labelBegun = /(?<=\n)[ \t]{0,4}\p{Lu}\p{L}{0,20}[ \t]?:?\s{0,4}$/u;
const longestLabel = 40;
/** Scripts without spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]$/u;
const listItem = /^[ \t]*(?:[-*•]|\d+[.)])[ \t]+\S/mu;

/** What stands before the word, as far as it lets it be a signal. */
export interface StopOpening {
  readonly start: number;
  /** Nothing stands before the word in the message; or on its line. */
  readonly first: boolean;
  readonly ownLine: boolean;
  /** A sentence, or the line, ended before it; with the last words leave was taken. */
  readonly ended: boolean;
  readonly leaves: boolean;
  /** The bracket directly before the word: what stands in it with the word is said of that. */
  readonly inBrackets: boolean;
  /** Directly before the word, a bracket is open that nobody uses in speech. */
  readonly bracketed: boolean;
  /** Between marks that nobody uses in speech. */
  readonly fenced: boolean;
  /** After a sentence without an end: then nothing may follow, not even a full stop. */
  readonly bare?: boolean;
}

/** The white space and the marks before the word, when what stands before those lets it be a signal. */
export function readStopOpening(text: string, at: number, from: number): StopOpening | undefined {
  const marks = skipBack(text, at, from, openers);
  const start = beforeRulers(text, marks, from);
  const opening = text.slice(start, at);
  const before = text.slice(Math.max(0, start - contextLength), start).trimEnd();
  const first = before === "";
  const ownLine = first || /\n[^\n]*$/u.test(opening) || text.charAt(start - 1) === "\n";
  const fenced = [...opening].some((mark) => fences.has(mark));
  const bracketed = /[<[{|【〔〖]\/?$/u.test(opening);
  const inBrackets = /[([{【]$/u.test(opening);
  const place = { start, first, ownLine, fenced, bracketed, inBrackets, ended: first, leaves: false };
  if (first) return place;
  if (from === 0 && start <= longestLabel && ownMessage.test(text.slice(0, start)))
    return { ...place, ended: true, start: 0 };
  if (before.endsWith(":")) {
    const line = text.slice(Math.max(0, start - longestLabel), start);
    const beside = labelBeside.exec(line)?.[1];
    const label = beside ?? ownLabel.exec(line)?.[0];
    // The first word of a message is not held back, so what it turns out to be has been said.
    const isFirst = beside === undefined && label?.trim() === before.trim();
    const taken = label === undefined || isFirst ? 0 : label.length;
    return label === undefined ? undefined : { ...place, ended: true, start: Math.max(from, start - taken) };
  }
  if (/\n[ \t]*[-*•][ \t]+$/u.test(opening) && listItem.test(before)) return undefined;
  const glued = !/\s/u.test(opening) && letter.test(before.slice(-1));
  if (glued && !fenced && !unspaced.test(before)) return endsTakingLeave(before) ? place : undefined;
  if (opening === "" && /\p{L}[-'’]$/u.test(before))
    return endsTakingLeave(before.slice(0, -1)) ? place : undefined;
  const ended = ownLine || sentenceEnd.test(before) || directionBefore.test(before);
  if (leadsToStop(before, opening, ended)) return undefined;
  const leaves = ended
    ? takesLeave(before.replace(/[\s.!…。！]{1,9}$/u, ""))
    : endsTakingLeave(before) || (/\s/u.test(opening) && unspaced.test(before) && takesLeave(before));
  if (ended || fenced || /[-–—]/u.test(opening) || takesLeave(before)) return { ...place, ended, leaves };
  // A sentence that was not ended, and that does not go on to the word, was broken off by it.
  return { ...place, bare: true };
}

/** Goes back over white space and over rulers that stand apart from the words before them. */
function beforeRulers(text: string, at: number, from: number): number {
  let start = skipSpaceBack(text, at, from);
  for (let rulersLeft = 3; rulersLeft > 0 && start > from; rulersLeft--) {
    const ruler = beforeTag(text, start, from) ?? skipBack(text, start, from, rulers);
    const between = text.slice(ruler, start);
    const alone = ruler === 0 || between.startsWith("<") || /\s/u.test(text[ruler - 1] as string);
    if (ruler === start || !(alone || /^[#=]{2,}$/u.test(between))) break;
    start = skipSpaceBack(text, ruler, from);
  }
  return start;
}

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

function skipBack(text: string, at: number, from: number, marks: ReadonlySet<string>): number {
  let start = at;
  while (start > from && marks.has(text[start - 1] as string)) {
    // After a word, a colon belongs to that.
    if (text[start - 1] === ":" && letter.test(text[start - 2] ?? "")) break;
    start--;
  }
  return start;
}

function skipSpaceBack(text: string, at: number, from: number): number {
  let start = at;
  while (start > from && /\s/u.test(text[start - 1] as string)) start--;
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
  let start = at;
  while (start > least) {
    const opened = beforeTag(text, start, least);
    if (opened === undefined && !marksAndSpace.has(text[start - 1] as string)) break;
    start = opened ?? start - 1;
  }
  if (least === 0 && start <= longestLabel && ownMessageBegun.test(text.slice(0, start))) return 0;
  const line = text.slice(Math.max(0, start - longestLabel), start);
  const label = labelBegun.exec(line)?.[0] ?? labelBesideBegun.exec(line)?.[1] ?? "";
  return Math.max(start - label.length, least);
}
