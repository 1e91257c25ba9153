import type { Dialog, Seed } from "@sdialog/core";
import type { EvaluationResult } from "../dataset-evaluator.ts";

/** What one evaluator says about one dataset, or why it says nothing. */
export interface ComparisonCell {
  readonly dataset: string;
  readonly evaluator: string;
  readonly result: EvaluationResult | null;
  readonly error: { readonly code: string; readonly message: string; readonly hint: string | null } | null;
}

/** The outcome of a comparison as plain data. */
export interface ComparisonData {
  /** In the order given; `n` is the number of dialogues. */
  readonly datasets: readonly { readonly name: string; readonly n: number }[];
  /** Name of the dataset the others are compared with; `null` when there is none, or it is not in the comparison itself. */
  readonly reference: string | null;
  readonly seed: Seed;
  /** Per evaluator and dataset, in the order given. */
  readonly results: readonly ComparisonCell[];
  /** The dialogues at both ends of the scores, to be read; JSON leaves them out. */
  readonly examples?: readonly ComparisonExample[] | undefined;
  /** The dialogues as points of a plane, or why they could not be drawn; only when asked for. */
  readonly map?: EmbeddingMap | { readonly error: string } | null | undefined;
}

/** A dialogue that stands at one end of a score, see `EvaluationResult.extremes`. */
export interface ComparisonExample {
  readonly dataset: string;
  /** Place in the dataset, from 0. */
  readonly index: number;
  readonly dialog: Dialog;
}

/** Dialogues as points of a plane, near each other when their embeddings are. */
export interface EmbeddingMap {
  /** Id of the embedding model. */
  readonly embedder: string;
  readonly points: readonly {
    readonly dataset: string;
    readonly id: number | string;
    readonly x: number;
    readonly y: number;
  }[];
}
