import type { Tokenizer } from "./tokenizer.ts";

/**
 * Lower-cased runs of the letters a–z, as Python SDialog's vocabulary and readability metrics cut words
 * ("don't" is two). For comparisons with its figures; it drops every other script.
 */
export const lettersTokenizer: Tokenizer = {
  name: "letters",
  words: (text) => text.toLowerCase().match(/[a-z]+/g) ?? [],
};
