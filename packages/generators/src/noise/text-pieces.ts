/** A text cut into what noise may touch and what it must leave alone. Joined, the pieces are the text again. */
export interface TextPiece {
  readonly text: string;
  /** A word of prose; everything else (white space, punctuation, code, addresses) is kept as it is. */
  readonly isWord: boolean;
}

const protectedParts = /```[\s\S]*?(?:```|$)|`[^`\n]*`|\bhttps?:\/\/\S+|(?<![^\s`])[^\s@`]+@[^\s.`]+\.\S+/g;
const words = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;

export function textPieces(text: string): TextPiece[] {
  return split(text, protectedParts).flatMap((part) =>
    part.matched
      ? [{ text: part.text, isWord: false }]
      : split(part.text, words).map(({ text: piece, matched }) => ({ text: piece, isWord: matched })),
  );
}

export function joinPieces(pieces: readonly TextPiece[]): string {
  return pieces.map(({ text }) => text).join("");
}

function split(text: string, pattern: RegExp): { readonly text: string; readonly matched: boolean }[] {
  const parts: { text: string; matched: boolean }[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), matched: false });
    parts.push({ text: match[0], matched: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), matched: false });
  return parts;
}
