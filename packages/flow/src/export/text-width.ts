// What fills a square: ideographs, kana, hangul, full-width forms, emoji.
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\u3000-\u303F\uFF01-\uFF60]/u;
const narrow = /[iIjlrtf.,:;!'|()[\]{}\s]/u;
const broad = /[mwMW@%\p{Lu}]/u;

/** About how wide a line is in a sans-serif font, in units of its size; rather too wide than too narrow. */
export function textWidth(line: string): number {
  let width = 0;
  for (const character of line) {
    if (/\p{M}/u.test(character)) continue;
    width += wide.test(character) ? 1 : narrow.test(character) ? 0.36 : broad.test(character) ? 0.78 : 0.6;
  }
  return width;
}
