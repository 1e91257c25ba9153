/** What tokens are read with. */
export interface TokenReader {
  /** @returns the text of `ids` without special tokens */
  decode(ids: readonly number[]): string;
}

/**
 * Turns tokens into text as they come. A character that takes several tokens is held back until it is whole, so
 * the pieces always join to the decoded text.
 */
export class IncrementalDecoder {
  readonly #tokenizer: TokenReader;
  readonly #ids: number[] = [];
  // Text is decoded from an overlap of already emitted tokens, because some tokenizers treat the first token specially.
  #start = 0;
  #emitted = 0;

  constructor(tokenizer: TokenReader) {
    this.#tokenizer = tokenizer;
  }

  /** @returns the text that became certain with this token, often one word, sometimes nothing */
  push(id: number): string {
    this.#ids.push(id);
    const text = this.#pending();
    if (text.endsWith("\uFFFD")) return "";
    this.#start = this.#emitted;
    this.#emitted = this.#ids.length;
    return text;
  }

  /** @returns what was held back */
  flush(): string {
    const text = this.#pending();
    this.#start = this.#emitted = this.#ids.length;
    return text;
  }

  #pending(): string {
    const before = this.#tokenizer.decode(this.#ids.slice(this.#start, this.#emitted));
    return this.#tokenizer.decode(this.#ids.slice(this.#start)).slice(before.length);
  }
}
