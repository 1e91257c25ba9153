// Scripts that are written without spaces between words.
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const word = /[\p{L}\p{M}\p{N}]+/gu;

let segmenter: Intl.Segmenter | undefined;

/** The words of a text with the places where they end; in scripts without spaces they are cut by dictionary. */
function segments(text: string): { readonly word: string; readonly end: number }[] {
  segmenter ??= new Intl.Segmenter("en", { granularity: "word" });
  return Array.from(segmenter.segment(text))
    .filter(({ isWordLike }) => isWordLike === true)
    .map(({ segment, index }) => ({ word: segment, end: index + segment.length }));
}

/** Whether a text holds words that no spaces part, as in Chinese, Japanese and Thai. */
export function isUnspaced(text: string): boolean {
  return unspaced.test(text);
}

/**
 * The words of a text, punctuation and emoji left out: runs of letters and digits; in scripts without spaces, as the
 * dictionary of `Intl.Segmenter` cuts them.
 */
export function wordsIn(text: string): string[] {
  return isUnspaced(text) ? segments(text).map((segment) => segment.word) : (text.match(word) ?? []);
}

/** Where each word of a text ends: each run between blanks, as one counts by hand; in scripts without spaces, each word. */
export function wordEnds(text: string): number[] {
  if (isUnspaced(text)) return segments(text).map(({ end }) => end);
  return Array.from(text.matchAll(/\S+/gu), (run) => run.index + run[0].length);
}
