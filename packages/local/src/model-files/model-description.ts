import type { RecommendedSettings } from "@sdialog/llm/engine-kit";

/** Everything the engine must know about a model, as plain data: it crosses a thread border. */
export interface ModelDescription {
  /** `local:name`. */
  readonly id: string;
  readonly folder: string;
  /** Absolute path of the ONNX file. */
  readonly graphFile: string;
  /** Kinds of weights that lie beside it, where nobody chose between them. */
  readonly otherWeights: readonly string[];
  readonly tokenizerFile: string;
  readonly tokenizerConfig: Readonly<Record<string, unknown>>;
  readonly chatTemplate: string | undefined;
  /** Most tokens prompt and reply may have together. */
  readonly contextLength: number;
  /** Length of the keys and values of one head, where the config tells. */
  readonly headSize?: number | undefined;
  /** How far back some layers look, in tokens, where that is less than the context. */
  readonly window?: number | undefined;
  /** Ids of the tokens that end a reply. */
  readonly endTokens: readonly number[];
  readonly recommended: RecommendedSettings;
}
