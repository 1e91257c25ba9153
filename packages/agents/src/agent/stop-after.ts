import { beginsWithLeave, isSignature, onlyTakesLeave } from "./leave-taking.ts";
import { letter, longestTag, openers, quotes, type StopOpening } from "./stop-before.ts";
import { loudStopWord } from "./stop-words.ts";

/** A longer remark in brackets is not a stage direction. */
const longestRemark = 300;
/** A longer text behind the word, on its line, is more than a goodbye. */
const longestLeave = 120;
/** More marks behind the word, in a sentence that is not over, are not looked at. */
const longestTail = 60;
/** `STOP = true`, `<stop>true</stop>` */
const assigned = /(?:true|yes|1)(?![\p{L}\p{N}])/iuy;
/** What says nothing after the word. A question mark is not among it: "Do I text STOP?" */
const closer = new RegExp(
  String.raw`[${quotes}*_\x60~#=>|\])}】〕〗;:、$%^+\-–—/\\·ĠĊ▁\u0000\uFFFD]|(?![?？؟⸮;፧՞])\p{Terminal_Punctuation}|…`,
  "u",
);
/** Makes a sentence of the word. */
const fullStop = /(?![,،、，;:])[\p{Terminal_Punctuation}]/u;
const remarks: Readonly<Record<string, string>> = { "(": ")", "[": "]", "【": "】", "*": "*", _: "_" };
const endOfTurn =
  /<\|[^<>|\n]{1,40}\|>|<\|[^<>|\n]{1,40}>|<\p{L}[^<>|\n]{0,40}\|>|<\/?s>|\[(?:END|EOS|DONE)\]|<(?:end_of_turn|start_of_turn|eos|eot)>|\[\/?INST\]/uy;
const tag = /<\/?\p{L}[^<>\n]{0,120}>|<0x[\dA-F]{2}>/uy;
const otherSpeaker =
  /[ \t]*(?:\*\*|\[)?\p{L}[\p{L}\p{N} .'’-]{0,40}(?:\*\*|\])?[ \t]*:|(?:user|assistant|model|human|system)\s{0,9}$/uy;
const pictograph =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200D|\u20E3|\uFE0F|[:;=]-?[)D(](?![\p{L}\p{N}])/uy;
const inBrackets = /^\s?[-–—:;,.]\s?[^()[\]{}【】\n]{1,300}[)\]}】](?![\p{L}\p{N}])/u;
/** A letter that begins no signal, nor the end of a line that tokenizers write. */
const word = String.raw`(?![SСΣĠĊ])[\p{L}\p{N}\p{M}]`;
const sameWord = new RegExp(String.raw`^(?:${word}|[ \t]\p{Ll}|[-–]${word})`, "u");
/** A sentence on the same line that takes no leave. */
const sameLine = new RegExp(
  String.raw`^[.!,… \t]{1,9}${word}[^\n?？؟]{0,${longestLeave}}(?:[?？؟]|(?<=[^\n]{${longestLeave}})[^\n])`,
  "u",
);

/** Cried, unless marks hold the word: nobody cries in brackets or in bold. */
const exclaimed = /^["'”’*_\]]{0,3}[!！]/u;
const closedMark = new RegExp(String.raw`^[!！]{0,5}[${quotes}*_\x60>|\])}】〕〗]`, "u");

/** After these, the word on its line may be the signal, and what stands behind it does not tell. */
const doubted: ReadonlySet<StopOpening["standing"]> = new Set(["asked", "cried", "felt"]);

/** Whether a word is the signal, may be one, or is said in a sentence or cried, which is counted and never ends anything. */
export type StopMeaning = "signal" | "doubt" | "mention";
/** How the word is meant, and where that ends; or, where it is clearly a word, where to go on looking. */
export type StopRest = { readonly end: number; readonly meant: StopMeaning } | { readonly failed: number };

/** Whether the word goes on into its sentence, whatever is still to come. */
export function isGoneOn(text: string, after: number, { inBrackets: noted }: StopOpening): boolean {
  const rest = text.slice(after, after + longestLeave + 20);
  return sameWord.test(rest) || (!noted && sameLine.test(rest));
}

/** What stands after the word in a message that is complete, and whether the word is the signal. */
export function readStopRest(text: string, after: number, opening: StopOpening): StopRest {
  const { standing } = opening;
  if (standing === "open") return readOpen(text, after, opening);
  const { at, punctuated, newlines, isOver } = skipRest(text, after);
  const surely = standing === "alone" || standing === "leave" || (standing === "ended" && opening.ownLine);
  if (isOver || at === text.length) {
    const isCry = isCried(text, after, opening);
    const isLedTo =
      doubted.has(standing) || (punctuated && (standing === "led" || (isCry && !opening.followsLeave)));
    const warns = standing === "led" || standing === "cried" || (standing === "said" && opening.complains);
    const doubtful = isCry && warns ? "mention" : "doubt";
    return { end: isOver ? text.length : at, meant: surely || !isLedTo ? "signal" : doubtful };
  }
  const between = text.slice(after, at);
  const next = String.fromCodePoint(text.codePointAt(at) as number);
  if (!letter.test(next) && !remarks[next]) return { failed: at };
  const noted = opening.inBrackets ? inBrackets.exec(text.slice(after, after + longestRemark)) : null;
  if (noted !== null && text.slice(after + noted[0].length).trim() === "")
    return { end: text.length, meant: "signal" };
  return readWords(text, { at, between, newlines }, opening);
}

function isCried(text: string, after: number, opening: StopOpening): boolean {
  const rest = text.slice(after, after + longestTail);
  const isMarked = opening.bracketed || opening.inBrackets || opening.quoted;
  return exclaimed.test(rest) && !(isMarked && closedMark.test(rest));
}

/** Nothing is said after the word in the sentence that it stands in, nor is it ended. */
function readOpen(text: string, after: number, { quoted }: StopOpening): StopRest {
  const rest = text.slice(after, after + longestTail);
  const { at, punctuated, isOver } = skipRest(rest, 0);
  const isLast = isOver || (at === rest.length && after + at === text.length);
  return isLast && !punctuated && !quoted ? { end: text.length, meant: "mention" } : { failed: after };
}

/** What is said after the word. */
function readWords(
  text: string,
  { at, between, newlines }: { readonly at: number; readonly between: string; readonly newlines: number },
  opening: StopOpening,
): StopRest {
  const rest = text.slice(at, at + longestLeave + 1);
  const isAlone = opening.ownLine && newlines > 0;
  // Of a list, or of a row of commands.
  if (opening.item || /^\p{Lu}{2,}(?!\p{L}|:)/u.test(rest)) return { failed: at };
  const isDoubted = opening.standing === "led" || doubted.has(opening.standing);
  const isCry = opening.standing === "said" && isCried(text, at - between.length, opening);
  const meant = isDoubted || isCry ? "doubt" : "signal";
  const speaker = newlines > 0 || /##\s?$/u.test(between) ? match(otherSpeaker, text, at) : undefined;
  if (speaker !== undefined) return { end: text.slice(speaker).trim() === "" ? text.length : at, meant };
  if (rest.length <= longestLeave) {
    if (/[-–—~\n]/u.test(between) && (opening.standing !== "alone" || newlines > 0) && isSignature(rest))
      return { end: at, meant };
    const separated = newlines > 0 || /[^\s"'“”‘’]/u.test(between) || /^\p{Lu}/u.test(rest);
    if (separated && !/=["']?\s?$/u.test(between) && onlyTakesLeave(rest)) return { end: at, meant };
  }
  if (!isAlone) return { failed: at };
  return { end: at, meant: opening.standing === "leave" || beginsWithLeave(rest) ? meant : "doubt" };
}

/** Goes over all that says nothing: marks, pictographs, tags, remarks, the word again. */
function skipRest(
  text: string,
  after: number,
): { at: number; punctuated: boolean; newlines: number; isOver: boolean } {
  let newlines = 0;
  let punctuated = false;
  let at = after;
  while (at < text.length) {
    if (match(endOfTurn, text, at) !== undefined) return { at, punctuated, newlines, isOver: true };
    const character = text[at] as string;
    const isAssigned = /(?:[=:]["']?\s?["']?|>\s?)$/u.test(text.slice(Math.max(after, at - 4), at));
    const next =
      match(loudStopWord, text, at) ??
      (isAssigned ? match(assigned, text, at) : undefined) ??
      match(tag, text, at) ??
      match(pictograph, text, at) ??
      remarkEnd(text, at);
    if (next !== undefined) at = next;
    else if (/\s/u.test(character)) {
      if (character === "\n") newlines++;
      at++;
    } else if (closer.test(character) || openers.has(character)) {
      punctuated ||= fullStop.test(character);
      at++;
    } else break;
  }
  return { at, punctuated, newlines, isOver: false };
}

/** What may stand after the word in small letters: nothing that goes on, no exclamation. */
const quietClosers = new Set(`${quotes}*_\`>|/])}】〕〗.。\u0000\uFFFD▁`);

/** What stands after the word in small letters, or after what it is said in. */
export function readQuietRest(text: string, after: number, bracketed: boolean): StopRest {
  let at = after;
  while (at < text.length) {
    if (match(endOfTurn, text, at) !== undefined) return { end: text.length, meant: "signal" };
    const next =
      match(tag, text, at) ??
      match(pictograph, text, at) ??
      (text[at - 1] === ">" ? match(assigned, text, at) : undefined);
    if (next !== undefined) at = next;
    else if (/\s/u.test(text[at] as string) || quietClosers.has(text[at] as string)) at++;
    else return { failed: after };
  }
  const isClosed = !bracketed || /^[|/]?[>\]}】〕〗]/u.test(text.slice(after));
  return isClosed ? { end: at, meant: "signal" } : { failed: after };
}

/** Whether words in small letters go on, whatever is still to come. */
export function isQuietlyGoneOn(text: string, after: number): boolean {
  return /^[\p{L}\p{N}\p{M}]|^[^<>[\]]{0,9}[ ,!?]\p{L}/u.test(text.slice(after, after + longestTag));
}

/** The end of a stage direction or another remark in brackets; one that is never closed goes to the message's end. */
function remarkEnd(text: string, at: number): number | undefined {
  const close = remarks[text[at] as string];
  if (close === undefined) return undefined;
  const emphasis = close === "*" || close === "_";
  if (emphasis && !(/\s/u.test(text[at - 1] ?? "") && letter.test(text[at + 1] ?? ""))) return undefined;
  const inside = text.slice(at + 1, at + 1 + longestRemark);
  const length = inside.indexOf(close);
  if (length !== -1) return at + 1 + length + 1;
  return inside.length === longestRemark || emphasis ? undefined : text.length;
}

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
