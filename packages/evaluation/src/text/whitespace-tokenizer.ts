import type { Tokenizer } from "./tokenizer.ts";

/** Runs of characters between white space, as they stand: what `Dialog.wordCount()` and Python SDialog count. */
export const whitespaceTokenizer: Tokenizer = {
  name: "whitespace",
  words: (text) => text.match(/\S+/gu) ?? [],
};
