/** Sampling defaults a model's authors recommend (`generation_config.json`), or that are assumed where they do not. */
export interface RecommendedSettings {
  readonly temperature: number;
  readonly topP: number;
  readonly topK: number;
  readonly minP: number;
  readonly repetitionPenalty: number;
  readonly maxTokens: number;
  /** The authors recommend nothing: these are settings that keep most models from repeating themselves. */
  readonly assumed?: boolean;
}

/** Everything the engine must know about a model, as plain data: it crosses a thread border. */
export interface ModelDescription {
  /** `local:name`. */
  readonly id: string;
  readonly folder: string;
  /** Absolute path of the ONNX file. */
  readonly graphFile: string;
  readonly tokenizerFile: string;
  readonly tokenizerConfig: Readonly<Record<string, unknown>>;
  readonly chatTemplate: string | undefined;
  /** Most tokens prompt and reply may have together. */
  readonly contextLength: number;
  /** Ids of the tokens that end a reply. */
  readonly endTokens: readonly number[];
  readonly recommended: RecommendedSettings;
}
