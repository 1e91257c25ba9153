import {
  contextLength,
  letter,
  longestTag,
  marksAndSpace,
  openers,
  type StopOpening,
  quotes,
} from "./stop-opening.ts";
import { loudStopWord, stopWordBegun } from "./stop-words.ts";
import { isSignature, isSpokenOf, onlyTakesLeave } from "./talk-of-stop.ts";

const bracketMark = /^\s?[-–—:;,.]\s?$/u;
const untilBracket = /^[^()[\]{}【】\n]*/u;
/** A longer remark in brackets is not a stage direction. */
const longestRemark = 300;
/** A longer text behind the word is more than a goodbye. */
const longestLeave = 120;
const onlyBegun = /^<[^<>\n]{0,123}$/u;
/** `STOP = true` */
const assigned = /(?:true|yes|1)(?![\p{L}\p{N}])/iuy;
const assignedBegun = /^(?:t|tr|tru|y|ye)$/iu;
const fenceEnds = new Set("#=>|]}】〕〗");
/** What says nothing after the word. A question mark is not among it: "Do I text STOP?" */
const closers = new Set(`${quotes}*_\`~#=>|])}】〕〗.!,;:…。、$%^+-–—/\\\u0000\uFFFD▁`);
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
const sentenceMark = /[.!…。,;、*#>\])}】–—~_`-]/u;
/** Makes one word of the stop word and what follows: `STOP-BANG`. */
const hyphen = /^[-–]$/u;

/** Where the signal ends; `undefined` while that depends on what is still to come; or where it turned out to be none. */
export type StopRest = { readonly end: number | undefined } | { readonly failed: number };

export function readStopRest(text: string, after: number, opening: StopOpening, complete: boolean): StopRest {
  let newlines = 0;
  let fenceEnded = false;
  let at = after;
  while (at < text.length) {
    const character = text[at] as string;
    // Broken off by the word, a sentence would not be ended after it.
    if (opening.bare === true && fullStop.test(character)) return { failed: at };
    if (match(endOfTurn, text, at) !== undefined) return { end: text.length };
    if (!complete && text.length - at < longestTag) {
      const left = text.slice(at);
      if (onlyBegun.test(left) || stopWordBegun(left) === left.length) return { end: undefined };
      if (/[=:]\s?$/u.test(text.slice(after, at)) && assignedBegun.test(left)) return { end: undefined };
    }
    const next =
      match(loudStopWord, text, at) ??
      (/[=:]["']?\s?["']?$/u.test(text.slice(Math.max(after, at - 4), at))
        ? match(assigned, text, at)
        : undefined) ??
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
  if (at === text.length) return { end: complete ? at : undefined };
  const between = text.slice(Math.max(after, at - contextLength), at);
  if (hyphen.test(between) && letter.test(String.fromCodePoint(text.codePointAt(at) as number)))
    return { failed: at };
  if (opening.inBrackets && bracketMark.test(between)) {
    const inside = untilBracket.exec(text.slice(at, at + longestRemark));
    if (inside !== null && inside[0].length < longestRemark && !(inside[0] === "" && complete)) {
      const closing = text.slice(at + inside[0].length);
      if (/^[)\]}】]/u.test(closing)) {
        if (!marksAndSpace.has(closing.slice(1, 2)) && closing.length > 1) return { failed: at };
        if (closing.slice(1, longestRemark).trim() === "" && closing.length < longestRemark)
          return { end: complete ? text.length : undefined };
      } else if (closing === "" && !complete) return { end: undefined };
    }
  }
  // The next message: of another speaker, or of a form that a model was trained on.
  const isNext = newlines > 0 || /##\s?$/u.test(between);
  const speaker = isNext ? match(otherSpeaker, text, at) : undefined;
  if (speaker !== undefined) return { end: text.slice(speaker).trim() === "" ? text.length : at };
  if (!complete && isNext && match(maybeSpeaker, text, at) !== undefined) return { end: undefined };
  if ((newlines > 0 || /[-–—~]/u.test(between)) && (!opening.first || newlines > 0)) {
    const signed = isSignature(text.slice(at, at + longestLeave), complete);
    if (signed === true && at + longestLeave >= text.length) return { end: at };
    if (signed === undefined) return { end: undefined };
  }
  if (opening.bare === true || !letter.test(String.fromCodePoint(text.codePointAt(at) as number)))
    return { failed: at };
  // A message may begin with the signal, and go on after it where it stands alone.
  const goesOn =
    (opening.ownLine && (newlines > 1 || (opening.first && newlines > 0))) ||
    (opening.first && opening.fenced && fenceEnded && /^\s\P{Ll}/u.test(text.slice(at - 1, at + 1)));
  if (goesOn && complete && isSpokenOf(text.slice(at, at + contextLength))) return { failed: at };
  if (goesOn) return { end: complete ? at : undefined };
  // After the word, said as a sentence, there is nothing but a goodbye.
  if (
    !sentenceMark.test(between) &&
    newlines === 0 &&
    !(opening.ended && /^\s\p{Lu}/u.test(text.slice(at - 1, at + 1)))
  )
    return { failed: at };
  const leave = onlyTakesLeave(text.slice(at, at + longestLeave + 1), longestLeave, complete);
  if (leave === undefined) return { end: undefined };
  return leave ? { end: at } : { failed: at };
}

/** What may stand after the word in small letters: nothing that goes on, no exclamation. */
const quietClosers = new Set(`${quotes}*_\`>|/])}】〕〗.。\u0000\uFFFD▁`);

/** What stands after the word in small letters, or after what it is said in. */
export function readQuietRest(
  text: string,
  after: number,
  opening: StopOpening,
  complete: boolean,
): StopRest {
  let at = after;
  while (at < text.length) {
    if (match(endOfTurn, text, at) !== undefined) return { end: text.length };
    if (!complete && text.length - at < longestTag && /^(?:<[^<>\n]{0,123}|--?)$/u.test(text.slice(at)))
      return { end: undefined };
    const character = text[at] as string;
    const next = match(tag, text, at) ?? match(pictograph, text, at);
    if (next !== undefined) at = next;
    else if (/\s/u.test(character) || quietClosers.has(character)) at++;
    else return { failed: after };
  }
  if (!complete) return { end: undefined };
  const isClosed = !opening.bracketed || /^[|/]?[>\]}】〕〗]/u.test(text.slice(after));
  return isClosed ? { end: at } : { failed: after };
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
