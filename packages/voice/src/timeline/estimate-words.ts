import type { TimeSpan } from "../audio/voice-activity.ts";
import type { WordTime } from "../speech/speech-model.ts";

/**
 * When each word is probably heard, for engines that do not say: the time in which there is sound is shared among the words
 * by their letters.
 *
 * @param text what is said
 * @param active where there is sound, in seconds
 */
export function estimateWords(text: string, active: readonly TimeSpan[]): WordTime[] {
  const words = [...text.matchAll(/[^\s]+/g)].filter(([word]) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.map(([word]) => Math.max(1, word.replaceAll(/[^\p{L}\p{N}]/gu, "").length));
  const all = letters.reduce((sum, count) => sum + count, 0);
  const sounding = active.reduce((sum, { start, end }) => sum + end - start, 0);
  let before = 0;
  return words.map(([word], index) => {
    const from = (before / all) * sounding;
    before += letters[index] as number;
    const to = (before / all) * sounding;
    return {
      at: words[index]?.index ?? 0,
      length: word.length,
      start: momentAt(active, from),
      end: momentAt(active, to, true),
    };
  });
}

/** The moment at which so much sound has passed; at the seam of two spans the end of the first, or the start of the second. */
function momentAt(active: readonly TimeSpan[], sounding: number, isEnd = false): number {
  let rest = sounding;
  for (const { start, end } of active) {
    const length = end - start;
    if (rest < length - 1e-9 || (isEnd && rest <= length + 1e-9)) return start + rest;
    rest -= length;
  }
  return active.at(-1)?.end ?? 0;
}
