export { dialogText, DialogText } from "./dialog-text.ts";
export type { TurnText } from "./dialog-text.ts";
export { countFillerWords, countHesitations, isBackChannel } from "./discourse-markers.ts";
export { selfBleu } from "./self-bleu.ts";
export { splitSentences } from "./split-sentences.ts";
export type { SyllableCounter } from "./syllable-counter.ts";
export { lettersTokenizer, tokenizerByName, unicodeTokenizer, whitespaceTokenizer } from "./tokenizer.ts";
export type { Tokenizer, UnicodeTokenizerOptions } from "./tokenizer.ts";
