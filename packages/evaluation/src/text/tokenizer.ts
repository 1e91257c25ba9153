/** Cuts text into words. The tokeniser decides every count of words, so results record its `name`. */
export interface Tokenizer {
  readonly name: string;
  /** The words of `text` in order, in the form in which equal words are equal strings. */
  words(text: string): readonly string[];
}
