import { plainMarks } from "./plain-marks.ts";
import { endsTakingLeave, isSpokenOf, leadsToStop, onlyTakesLeave, takesLeave } from "./talk-of-stop.ts";

/** Where a message has its stop signal: from the white space and the marks before it to what goes on after it. */
export interface StopSignalPlace {
  readonly start: number;
  readonly end: number;
}

/** What is known of a message, or of its beginning. */
export interface StopSignalSearch {
  readonly signal?: StopSignalPlace | undefined;
  /** Up to here nothing can become part of a signal, whatever is still to come. */
  readonly settled: number;
}

/** How far back the words before the signal are looked at, in characters. */
export const contextLength = 200;
/** A longer remark in brackets is not a stage direction. */
const longestRemark = 300;
/** A longer text behind the word is more than a goodbye. */
const longestLeave = 120;
/** A longer run of white space and marks is let go before it is known what follows. */
const longestOpening = 1000;

const word = /STOP|СТОП/uy;
const anyWord = /STOP|СТОП/gu;
const onlyBegun = /^(?:S|ST|STO|С|СТ|СТО|<[^<>\n]{0,123})$/u;
const wordOrTagBegun =
  /(?:S|ST|STO|С|СТ|СТО|```[\w-]{0,20}|<\/?(?:\p{L}[^<>\n]{0,120})?|<\|[^<>|\n]{0,40}\|?)$/u;
const letter = /[\p{L}\p{N}\p{M}]/u;
const quotes = "\"'“”‘’„‚«»‹›「」『』《》〈〉";
const brackets = "[({<【〔〖«‹「『《〈";
/** Marks directly before the word. */
const openers = new Set(`${quotes}${brackets}*_\`~#=|¡$%^+/@`);
/** Marks that may also stand apart: "### STOP ###", "Bye! — STOP", "[ STOP ]", a code block. */
const rulers = new Set(`${brackets}#=|>\`~*_$-–—→➜►▶•`);
const marksAndSpace = new Set([...openers, ...rulers, ..." \t\n\r\u00A0\u3000\u2028\u2029"]);
/** Marks that nobody uses in speech: between them the word is not part of a sentence. */
const fences = new Set("#=<|[{【〔〖");
const fenceEnds = new Set("#=>|]}】〕〗");
/** What says nothing after the word. A question mark is not among it: "Do I text STOP?" */
const closers = new Set(`${quotes}*_\`~#=>|])}】〕〗.!,;:…。、$%^+-–—/\\\u0000\uFFFD▁`);
const sentenceEnd =
  /(?:[\p{Sentence_Terminal}…)\]】]|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\uFE0F]|[:;=]-?[)D(]|<3)["'”’»」』*_`]{0,6}$/u;
const directionBefore = /(?:^|\s)(?:\*[^*\n]+\*|_[^_\n]+_)$/u;
/** A label that stands alone on its line: `Signal: STOP`, `Bob: STOP`. */
const ownLabel = /(?<![^\n])[ \t]{0,4}\p{Lu}\p{L}{0,20}[ \t]?:\s{0,4}$/u;
/** Its beginning. */
const labelBegun = /(?<=\n)[ \t]{0,4}\p{Lu}\p{L}{0,20}[ \t]?:?\s{0,4}$/u;
const longestLabel = 40;
/** Scripts without spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]$/u;
const listItem = /^[ \t]*(?:[-*•]|\d+[.)])[ \t]+\S/mu;
const remarks: Readonly<Record<string, string>> = {
  "(": ")",
  "[": "]",
  "【": "】",
  "*": "*",
  _: "_",
};
const endOfTurn =
  /<\|[^<>|\n]{1,40}\|>|<\/?s>|\[(?:END|EOS|DONE)\]|<(?:end_of_turn|start_of_turn|eos|eot)>|\[\/?INST\]/uy;
const tag = /<\/?\p{L}[^<>\n]{0,120}>/uy;
const otherSpeaker = /[ \t]*(?:\*\*|\[)?\p{L}[\p{L}\p{N} .'’-]{0,40}(?:\*\*|\])?[ \t]*:/uy;
const maybeSpeaker = /[ \t]*(?:\*\*|\[)?[\p{L}\p{N} .'’*\]-]{0,44}$/uy;
const pictograph =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200D|\u20E3|\uFE0F|[:;=]-?[)D(](?![\p{L}\p{N}])/uy;
/** Marks between the word and what follows it, which make a sentence of the word. */
const fullStop = /[.!…。,;、]/u;
const sentenceMark = /[.!…。,;、*#>\])}】–—-]/u;

/**
 * Looks for the stop signal in a message: the word where it is a sentence of its own, at the end or alone on a line,
 * in whatever marks, however these are written, and before whatever a model adds to it; not where it is a word of a
 * sentence. Every character is read a bounded number of times.
 *
 * @param complete whether the message is; of one that is not, what may still become a signal is not settled
 * @param from where to begin: what stands before is context only
 */
export function findStopSignal(text: string, complete: boolean, from = 0): StopSignalSearch {
  const { plain, at, from: begins } = plainMarks(text, complete);
  const { signal, settled } = findIn(plain, complete, begins(from));
  const places = { settled: Math.max(from, at(settled)) };
  if (signal === undefined) return places;
  return { ...places, signal: { start: Math.max(from, at(signal.start)), end: at(signal.end) } };
}

function findIn(text: string, complete: boolean, from: number): StopSignalSearch {
  let position = from;
  for (;;) {
    anyWord.lastIndex = position;
    const found = anyWord.exec(text);
    if (found === null) return { settled: complete ? text.length : openingAtEnd(text, position) };
    const after = found.index + found[0].length;
    const opening = readOpening(text, found.index, Math.max(from, position - longestOpening));
    const rest = opening === undefined ? { failed: after } : readRest(text, after, opening, complete);
    if ("failed" in rest) position = rest.failed;
    else {
      const { start } = opening as Opening;
      return rest.end === undefined
        ? { settled: start }
        : { signal: { start, end: rest.end }, settled: start };
    }
  }
}

interface Opening {
  readonly start: number;
  /** Nothing stands before the word in the message; or on its line. */
  readonly first: boolean;
  readonly ownLine: boolean;
  /** Between marks that nobody uses in speech. */
  readonly fenced: boolean;
  /** After a sentence without an end: then nothing may follow, not even a full stop. */
  readonly bare?: boolean;
}

/** The white space and the marks before the word, when what stands before those lets it be a signal. */
function readOpening(text: string, at: number, from: number): Opening | undefined {
  const marks = skipBack(text, at, from, openers);
  const start = beforeRulers(text, marks, from);
  const opening = text.slice(start, at);
  const before = text.slice(Math.max(0, start - contextLength), start).trimEnd();
  const first = before === "";
  const ownLine = first || /\n[^\n]*$/u.test(opening) || text.charAt(start - 1) === "\n";
  const fenced = [...opening].some((mark) => fences.has(mark));
  const place = { start, first, ownLine, fenced };
  if (first) return place;
  if (before.endsWith(":")) {
    const label = ownLabel.exec(text.slice(Math.max(0, start - longestLabel), start))?.[0];
    // The first word of a message is not held back, so what it turns out to be has been said.
    const taken = label === undefined || label.trim() === before.trim() ? 0 : label.length;
    return label === undefined ? undefined : { ...place, start: Math.max(from, start - taken) };
  }
  if (/\n[ \t]*[-*•][ \t]+$/u.test(opening) && listItem.test(before)) return undefined;
  const glued = !/\s/u.test(opening) && letter.test(before.slice(-1));
  if (glued && !fenced && !unspaced.test(before)) return endsTakingLeave(before) ? place : undefined;
  if (opening === "" && /\p{L}[-'’]$/u.test(before))
    return endsTakingLeave(before.slice(0, -1)) ? place : undefined;
  const ended = ownLine || sentenceEnd.test(before) || directionBefore.test(before);
  if (leadsToStop(before, opening, ended)) return undefined;
  if (ended || fenced || /[-–—]/u.test(opening) || takesLeave(before)) return place;
  // A sentence that was not ended, and that does not go on to the word, was broken off by it.
  return { ...place, bare: true };
}

/** Goes back over white space and over rulers that stand apart from the words before them. */
function beforeRulers(text: string, at: number, from: number): number {
  let start = skipSpaceBack(text, at, from);
  for (let rulersLeft = 3; rulersLeft > 0 && start > from; rulersLeft--) {
    const ruler = beforeTag(text, start) ?? skipBack(text, start, from, rulers);
    const between = text.slice(ruler, start);
    const alone = ruler === 0 || between.startsWith("<") || /\s/u.test(text[ruler - 1] as string);
    if (ruler === start || !(alone || /^[#=]{2,}$/u.test(between))) break;
    start = skipSpaceBack(text, ruler, from);
  }
  return start;
}

/** A longer tag is none. */
const longestTag = 125;
const tagBefore = /<(?:\/?\p{L}[^<>\n]{0,120}|\|[^<>|\n]{1,40}\|)>$/u;
const infoBefore = /```[\w-]{1,20}$/u;
/** What looks like a tag, and is a word beside the stop word: `<GO> <STOP>`. */
const otherOption = /^<\/?(?!BR>|HR>)\p{Lu}{2,}>$/u;

/** Where a tag, or the first line of a code block, begins that ends here: `<br>STOP`. */
function beforeTag(text: string, at: number): number | undefined {
  const isTag = text[at - 1] === ">";
  if (!isTag && text[at] !== "\n") return undefined;
  const found = (isTag ? tagBefore : infoBefore).exec(text.slice(Math.max(0, at - longestTag), at));
  return found === null || otherOption.test(found[0]) ? undefined : at - found[0].length;
}

function skipBack(text: string, at: number, from: number, marks: ReadonlySet<string>): number {
  let start = at;
  while (start > from && marks.has(text[start - 1] as string)) start--;
  return start;
}

function skipSpaceBack(text: string, at: number, from: number): number {
  let start = at;
  while (start > from && /\s/u.test(text[start - 1] as string)) start--;
  return start;
}

/** Where the signal ends; `undefined` while that depends on what is still to come; or where it turned out to be none. */
type Rest = { readonly end: number | undefined } | { readonly failed: number };

function readRest(text: string, after: number, opening: Opening, complete: boolean): Rest {
  let newlines = 0;
  let fenceEnded = false;
  let at = after;
  while (at < text.length) {
    const character = text[at] as string;
    if (match(endOfTurn, text, at) !== undefined) return { end: text.length };
    if (!complete && text.length - at < longestTag && onlyBegun.test(text.slice(at)))
      return { end: undefined };
    const next =
      match(word, text, at) ??
      match(tag, text, at) ??
      match(pictograph, text, at) ??
      remarkEnd(text, at, complete);
    if (next !== undefined) at = next;
    else if (/\s/u.test(character)) {
      if (character === "\n") newlines++;
      at++;
    } else if (closers.has(character) || openers.has(character)) {
      fenceEnded ||= fenceEnds.has(character);
      at++;
    } else break;
  }
  const ended = fullStop.test(text.slice(after, Math.min(at, after + contextLength)));
  if (opening.bare === true && ended) return { failed: at };
  if (at === text.length) return { end: complete ? at : undefined };
  if (newlines > 0 && match(otherSpeaker, text, at) !== undefined) return { end: at };
  if (!complete && newlines > 0 && match(maybeSpeaker, text, at) !== undefined) return { end: undefined };
  if (opening.bare === true || !letter.test(String.fromCodePoint(text.codePointAt(at) as number)))
    return { failed: at };
  // A message may begin with the signal, and go on after it where it stands alone.
  const goesOn =
    (opening.ownLine && (newlines > 1 || (opening.first && newlines > 0))) ||
    (opening.first && opening.fenced && fenceEnded && /^\s\P{Ll}/u.test(text.slice(at - 1, at + 1)));
  if (goesOn && complete && isSpokenOf(text.slice(at, at + contextLength))) return { failed: at };
  if (goesOn) return { end: complete ? at : undefined };
  // After the word, said as a sentence, there is nothing but a goodbye.
  const between = text.slice(Math.max(after, at - contextLength), at);
  if (
    !sentenceMark.test(between) &&
    newlines === 0 &&
    !(opening.first && /^\s\p{Lu}/u.test(text.slice(at - 1, at + 1)))
  )
    return { failed: at };
  const leave = onlyTakesLeave(text.slice(at, at + longestLeave + 1), longestLeave, complete);
  if (leave === undefined) return { end: undefined };
  return leave ? { end: at } : { failed: at };
}

/** The end of a stage direction or another remark in brackets; one that is never closed goes to the message's end. */
function remarkEnd(text: string, at: number, complete: boolean): number | undefined {
  const close = remarks[text[at] as string];
  if (close === undefined) return undefined;
  const emphasis = close === "*" || close === "_";
  if (emphasis && !(/\s/u.test(text[at - 1] ?? "") && letter.test(text[at + 1] ?? ""))) return undefined;
  const inside = text.slice(at + 1, at + 1 + longestRemark);
  const length = inside.indexOf(close);
  if (length !== -1) return at + 1 + length + 1;
  return inside.length === longestRemark || (emphasis && complete) ? undefined : text.length;
}

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Where a message that is not complete ends in what may be the beginning of a signal. */
function openingAtEnd(text: string, from: number): number {
  const least = Math.max(from, text.length - longestOpening);
  const begun = wordOrTagBegun.exec(text.slice(Math.max(least, text.length - longestTag)));
  let start = text.length - (begun?.[0].length ?? 0);
  while (start > least) {
    const opened = beforeTag(text, start);
    if (opened === undefined && !marksAndSpace.has(text[start - 1] as string)) break;
    start = opened ?? start - 1;
  }
  const label = labelBegun.exec(text.slice(Math.max(0, start - longestLabel), start));
  return Math.max(label === null ? start : start - label[0].length, least);
}
