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
const end = /[.!?…]+["'”’)\]]*(?=\s|$)|[。！？؟।]+["'”’」』）]*|[\r\n]+/gu;
const pause = /^(?:\.{2,}|…+)$/;

/**
 * The sentences of a text: pieces that end at . ! ? … before white space, at their counterparts of other scripts,
 * or at a line break, so that the decimal point of "3.5", the stop of "Dr. Smith" or "J. Smith" and the dots of
 * "well... maybe" end nothing.
 * Pieces without a letter or digit are dropped.
 */
export function splitSentences(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const match of text.matchAll(end)) {
    const stop = match.index + match[0].length;
    const after = text.slice(stop);
    if (match[0] === "." && continues(text.slice(start, match.index), after)) continue;
    if (pause.test(match[0]) && /^\s+\p{Ll}/u.test(after)) continue;
    pieces.push(text.slice(start, stop));
    start = stop;
  }
  pieces.push(text.slice(start));
  return pieces.map((piece) => piece.trim()).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
}

/** Whether the stop between the two texts belongs to an abbreviation rather than ending a sentence. */
function continues(before: string, after: string): boolean {
  const word = /[\p{L}.]+$/u.exec(before)?.[0];
  if (word === undefined || !/^\s+\S/.test(after)) return false;
  const initial = /^\p{Lu}$/u.test(word) && word !== "I" && /^\s+\p{Lu}/u.test(after);
  return (
    initial ||
    titles.has(word.toLowerCase()) ||
    (endings.has(word.toLowerCase()) && !/^\s+\p{Lu}/u.test(after))
  );
}
