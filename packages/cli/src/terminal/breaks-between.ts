/** Letters of scripts that are written without blanks between words, and their punctuation. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3001-\u303F\u30FB\u30FC\uFF01-\uFF60]/u;

/** What no line begins with: marks, closing punctuation, small kana, vowels behind their consonant; nor is a colour cut off. */
const neverFirst =
  /[\p{M}\p{Pe}\p{Pf}\p{Po}\p{Lm}\p{Cf}\p{Cc}ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ\u0E2F\u0E30\u0E32\u0E33\u0E45\u0EB0\u0EB2\u0EB3]/u;

/** What no line ends with: opening punctuation, vowels before their consonant. */
const neverLast = /[\p{Ps}\p{Pi}\p{Cf}"'\u0E40-\u0E44\u0EC0-\u0EC4]/u;

/** Whether a line may end between two characters that stand side by side, as it may beside Chinese, Japanese or Thai ones. */
export function breaksBetween(before: string, after: string): boolean {
  return (
    (unspaced.test(before) || unspaced.test(after)) && !neverFirst.test(after) && !neverLast.test(before)
  );
}
