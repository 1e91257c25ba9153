/** Between how many tokens something has, whatever model reads it. */
export interface TokenBounds {
  readonly least: number;
  readonly most: number;
}

/**
 * Between how many tokens a text has in any vocabulary that models have today. Measured over the Universal Declaration of Human
 * Rights in 29 languages, tables, code and digits with the vocabularies of GPT-2, GPT-4o, Llama 2 and 3, Gemma 3, Qwen 3 and
 * DeepSeek 3 (tokens a UTF-16 unit): English 0.18–0.20, other Latin 0.2–0.53, Vietnamese 0.23–0.87, Cyrillic 0.23–1.14, Greek,
 * Hebrew and Arabic 0.3–1.17, Chinese, Japanese and Korean 0.5–2.1, scripts of India and its neighbours 0.23–2.9, digits 0.46–1,
 * emoji 0.5–1.4, a line of one mark 0.01–0.12, blank lines 0.05–1. The bounds are a little wider.
 */
export function tokenBounds(text: string): TokenBounds & { readonly kind: TextKind } {
  let least = 0;
  let most = 0;
  const mostOf = new Float64Array(kinds.length);
  for (const match of text.matchAll(pieces)) {
    // The first kind has a group of its own inside.
    const at = match[1] === undefined ? kinds.findIndex((_, index) => match[index + 2] !== undefined) : 0;
    const [fewest, highest] = (kinds[at] as Kind).tokens(match[0].length, match[0]);
    least += fewest;
    most += highest;
    mostOf[at] = (mostOf[at] as number) + highest;
  }
  return { least, most, kind: mostOf.indexOf(Math.max(...mostOf)) };
}

/** What a text is mostly made of: texts of one kind have about as many tokens for their length in one vocabulary. */
export type TextKind = number;

interface Kind {
  readonly pattern: string;
  /** Fewest and most tokens of a piece of so many UTF-16 units. */
  tokens(length: number, piece: string): readonly [number, number];
}

const kinds: readonly Kind[] = [
  // One mark again and again.
  { pattern: String.raw`(?<mark>[!-~])\k<mark>{3,}`, tokens: (length) => [length / 130, 1 + length / 4] },
  { pattern: String.raw`\s{2,}`, tokens: (length) => [length / 130, length] },
  {
    // A word that is used much is one token, however long.
    pattern: String.raw`\s?\p{Script=Latin}+`,
    tokens: (length, word) => [
      Math.min(0.175 * length, Math.max(1, 0.09 * length)),
      Math.max(1, 0.6 * length) + 1.5 * word.replace(/[ -~]+/g, "").length,
    ],
  },
  { pattern: String.raw`\p{N}+`, tokens: (length) => [0.3 * length, 1.3 * length] },
  {
    pattern: String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\u30FC\uFF00-\uFFEF]+`,
    tokens: (length) => [0.45 * length, 2.8 * length],
  },
  {
    pattern: String.raw`[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}]+`,
    tokens: (length) => [0.2 * length, 1.4 * length],
  },
  { pattern: String.raw`[\p{L}\p{M}]+`, tokens: (length) => [0.2 * length, 3 * length] },
  { pattern: String.raw`[\s!-~]`, tokens: () => [0, 1] },
  { pattern: ".", tokens: (length) => [0.25 * length, 3] },
];

const pieces = new RegExp(kinds.map(({ pattern }) => `(${pattern})`).join("|"), "gsu");
