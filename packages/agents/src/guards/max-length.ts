import { checkArguments, wordEnds, checkCount } from "@sdialog/core/internal";
import { type Guard, passed } from "./guard.ts";

/**
 * Cuts a message to at most `words` words at the end of a sentence; in the middle of one only when the first
 * sentence alone is too long.
 * @throws InvalidArgumentError for fewer than one word
 */
export function maxLength(words: number): Guard {
  checkArguments("maxLength", arguments, 1);
  checkCount("maxLength", words, 1);
  return {
    name: "max-length",
    check(text, _moment) {
      const { length } = wordEnds(text);
      if (length <= words) return passed;
      return { pass: true, text: trimToSentence(text, words), detail: `cut from ${length} words` };
    },
  };
}

/** The longest run of whole sentences with at most `words` words; the first `words` words when there is none. */
export function trimToSentence(text: string, words: number): string {
  const sentences = new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(text);
  let kept = "";
  for (const { segment } of sentences) {
    if (wordEnds(`${kept}${segment}`).length > words) break;
    kept += segment;
  }
  if (kept.trim() !== "") return kept.trim();
  return text
    .slice(0, wordEnds(text)[words - 1])
    .trim()
    .replaceAll(/\s+/g, " ");
}
