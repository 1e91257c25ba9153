import { InvalidArgumentError, type Random } from "@sdialog/core";
import { joinPieces, textPieces } from "../text-pieces.ts";

/**
 * Replaces a share of the words of a text, at least one where there is any that can be.
 *
 * @param share of the words to replace, in (0, 1]
 * @param edit gives the replacement, or nothing for a word it cannot change
 */
export function editWords(
  text: string,
  share: number,
  random: Random,
  edit: (word: string, random: Random) => string | undefined,
): string {
  const pieces = textPieces(text);
  const places = pieces.flatMap(({ isWord }, index) => (isWord ? [index] : []));
  const wanted = Math.max(1, Math.floor(places.length * share));
  let changed = 0;
  for (const place of random.shuffle(places)) {
    if (changed === wanted) break;
    const word = (pieces[place] as (typeof pieces)[number]).text;
    const replacement = edit(word, random);
    if (replacement === undefined || replacement === word) continue;
    pieces[place] = { text: replacement, isWord: true };
    changed++;
  }
  return joinPieces(pieces);
}

/** @throws InvalidArgumentError unless `share` is in (0, 1] */
export function assertShare(share: number, what: string): void {
  if (!(share > 0 && share <= 1))
    throw new InvalidArgumentError(`${what} must be more than 0 and at most 1, not ${share}`);
}

/** `replacement` with the capital letters of `original`. */
export function matchCase(original: string, replacement: string): string {
  if (original.length > 1 && original === original.toUpperCase()) return replacement.toUpperCase();
  const [first = "", ...rest] = replacement;
  return original.charAt(0) === original.charAt(0).toUpperCase()
    ? first.toUpperCase() + rest.join("")
    : replacement;
}
