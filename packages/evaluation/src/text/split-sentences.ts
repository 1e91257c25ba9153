// Lower case, without their stop. A title never ends a sentence; the others do before a capital letter.
const titles = new Set([
  "mr",
  "mrs",
  "ms",
  "dr",
  "prof",
  "sr",
  "jr",
  "st",
  "vs",
  "approx",
  "dept",
  "e.g",
  "i.e",
]);
const endings = new Set(["etc", "a.m", "p.m", "inc", "ltd", "corp", "ave", "blvd", "u.s", "u.k"]);
// Longest of them, in characters; a longer word before a stop is not an abbreviation.
const longestAbbreviation = 8;

const end = /(?<![.!?…])[.!?…]+["'”’)\]]*(?=\s|$)|[。！？؟।։።፧\u037e]+["'”’」』）]*|[\r\n]+/gu;
const pause = /^(?:\.{2,}|…+)$/;
const wordBefore = /(?<![\p{L}.])[\p{L}.]+$/u;
const more = /\s+\S/uy;
const capital = /\s+\p{Lu}/uy;
const smallLetter = /\s+\p{Ll}/uy;

/**
 * The sentences of a text: pieces that end at . ! ? … before white space, at their counterparts of other scripts,
 * or at a line break, so that the decimal point of "3.5", the stop of "Dr. Smith" or "J. Smith" and the dots of
 * "well... maybe" end nothing. Takes time linear in the text's length.
 *
 * Pieces without a letter or digit are dropped.
 */
export function splitSentences(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const match of text.matchAll(end)) {
    const stop = match.index + match[0].length;
    if (match[0] === "." && continues(text, start, match.index)) continue;
    if (pause.test(match[0]) && matchesAt(smallLetter, text, stop)) continue;
    pieces.push(text.slice(start, stop));
    start = stop;
  }
  pieces.push(text.slice(start));
  return pieces.map((piece) => piece.trim()).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
}

/** Whether the stop at `stop`, in a sentence from `start` on, belongs to an abbreviation rather than ending it. */
function continues(text: string, start: number, stop: number): boolean {
  const before = text.slice(Math.max(start, stop - longestAbbreviation - 1), stop);
  const word = wordBefore.exec(before)?.[0];
  if (word === undefined || !matchesAt(more, text, stop + 1)) return false;
  const beforeCapital = matchesAt(capital, text, stop + 1);
  const initial = /^\p{Lu}$/u.test(word) && word !== "I" && beforeCapital;
  return initial || titles.has(word.toLowerCase()) || (endings.has(word.toLowerCase()) && !beforeCapital);
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
