import { checkArguments, checkOptions, dot, type OptionNames } from "@sdialog/core/internal";
import type { Dialog } from "@sdialog/core";
import type { EmbeddingModelRef } from "@sdialog/llm";
import { vendiScore } from "../statistics/vendi-score.ts";
import {
  DiversityEvaluator,
  type DiversityOptions,
  type SubsetStatistics,
  diversityOptionNames,
} from "../evaluators/diversity-evaluator.ts";
import { resolveEmbedder } from "./resolve-embedder.ts";
import { embedDialogs } from "./embed-dialogs.ts";

/** The order of the Vendi score, and whose turns are looked at. */
export interface VendiOptions extends DiversityOptions {
  /** Order of the entropy: below 1 rare dialogues count more, above 1 frequent ones. Default: 1. */
  readonly q?: number | undefined;
  readonly speaker?: string | undefined;
}

const vendiOptionNames: OptionNames<VendiOptions> = { q: true, speaker: true, ...diversityOptionNames };

/**
 * Vendi score (Friedman & Dieng 2023, arXiv 2210.02410) of the dialogues' embeddings with the cosine kernel: how
 * many entirely different dialogues the dataset is worth, from 1 to n, under `vendi`; ÷ n under `relative`.
 */
export class VendiEvaluator extends DiversityEvaluator {
  readonly q: number;
  readonly speaker: string | undefined;
  readonly #embedder: EmbeddingModelRef;

  constructor(embedder: EmbeddingModelRef, options: VendiOptions = {}) {
    checkArguments("new VendiEvaluator", arguments, 2);
    checkOptions("new VendiEvaluator", options, vendiOptionNames);
    super("vendi", options);
    this.#embedder = embedder;
    this.q = options.q ?? 1;
    this.speaker = options.speaker;
  }

  protected applies(dialog: Dialog): boolean {
    const speaker = this.speaker?.toLowerCase();
    return dialog.turns.some(
      (turn) => turn.text.trim() !== "" && (speaker === undefined || turn.speaker?.toLowerCase() === speaker),
    );
  }

  protected override bounds(n: number): Readonly<Record<string, readonly [low: number, high: number]>> {
    return { vendi: [1, n], relative: [1 / n, 1] };
  }

  protected async prepare(
    dialogs: readonly Dialog[],
    signal: AbortSignal | undefined,
  ): Promise<SubsetStatistics> {
    const model = await resolveEmbedder(this.#embedder);
    const embedded = await embedDialogs(model, dialogs, { speaker: this.speaker }, signal);
    const vectors = embedded.map(([vector]) => unitLength(vector as Float32Array));
    const kernel = vectors.map((a) => Float64Array.from(vectors, (b) => dot(a, b)));
    return (indices) => {
      const chosen = Array.from(indices, (row) =>
        Array.from(indices, (column) => (kernel[row] as Float64Array)[column] as number),
      );
      const vendi = vendiScore(chosen, this.q);
      return { vendi, relative: vendi / indices.length };
    };
  }
}

/** In double precision, because a diagonal of 1 ± 1e−8 shows in the score. */
function unitLength(vector: Float32Array): Float64Array {
  const norm = Math.sqrt(dot(vector, vector));
  return Float64Array.from(vector, (value) => (norm === 0 ? 0 : value / norm));
}
