/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  /** Input the provider served from its cache; `input` when left out. */
  readonly cachedInput?: number | undefined;
}

/** Prices by model id (`openai:gpt-4.1`), or by provider (`ollama:*`). */
export type PriceTable = Readonly<Record<string, Price>>;
