import {
  checkArguments,
  checkOptions,
  cosineSimilarity,
  meanVector,
  type OptionNames,
  groupBy,
} from "@sdialog/core/internal";
import type { Dialog, JsonObject } from "@sdialog/core";
import type { EmbeddingModelRef } from "@sdialog/llm";
import { type DialogScore, type ScoreOptions, scoreOptionNames } from "../dialog-score.ts";
import { embedTexts } from "./embed-texts.ts";
import { resolveEmbedder } from "./resolve-embedder.ts";

const speakerConsistencyOptionNames: OptionNames<{ readonly name?: string | undefined }> = { name: true };

/**
 * Consistency (after Eval4Sim, arXiv 2603.02876, which verifies authors over conversations): how well those who speak are told
 * apart by how they speak. Each speaker's turns are halved, earlier and later ones; the value is the share of comparisons
 * in which one's own halves are more alike, by the cosine of their embeddings, than a half of one's own and the other half
 * of another's: 1 = never mistaken, ½ = chance. Both talk about the same, so that subjects do not tell them apart.
 *
 * Nearer to the reference's is better: people are less easily told apart than caricatures. `null` for fewer than two
 * speakers with two turns.
 */
export class SpeakerConsistencyScore implements DialogScore {
  readonly name: string;
  readonly #embedder: EmbeddingModelRef;

  constructor(embedder: EmbeddingModelRef, options: { readonly name?: string | undefined } = {}) {
    checkArguments("new SpeakerConsistencyScore", arguments, 2);
    checkOptions("new SpeakerConsistencyScore", options, speakerConsistencyOptionNames);
    this.name = options.name ?? "speaker-consistency";
    this.#embedder = embedder;
  }

  get configuration(): JsonObject {
    return { embedder: typeof this.#embedder === "string" ? this.#embedder : this.#embedder.id };
  }

  async score(dialog: Dialog, options?: ScoreOptions): Promise<number | null> {
    checkOptions("SpeakerConsistencyScore.score", options, scoreOptionNames);
    const bySpeaker = groupBy(
      dialog.turns.filter(({ speaker, text }) => speaker !== null && speaker !== "" && text.trim() !== ""),
      ({ speaker }) => speaker?.toLowerCase(),
    );
    const spoken = [...bySpeaker.values()].filter((turns) => turns.length >= 2);
    if (spoken.length < 2) return null;
    const model = await resolveEmbedder(this.#embedder);
    const halves: (readonly [Float32Array, Float32Array])[] = [];
    for (const turns of spoken) {
      const vectors = await embedTexts(
        model,
        turns.map(({ text }) => text),
        { signal: options?.signal },
      );
      const middle = Math.floor(vectors.length / 2);
      halves.push([
        Float32Array.from(meanVector(vectors.slice(0, middle))),
        Float32Array.from(meanVector(vectors.slice(middle))),
      ]);
    }
    let [right, compared] = [0, 0];
    for (const [place, [earlier, later]] of halves.entries()) {
      const own = cosineSimilarity(earlier, later);
      for (const [other, [ofOtherEarlier, ofOtherLater]] of halves.entries()) {
        if (other === place) continue;
        for (const foreign of [
          cosineSimilarity(earlier, ofOtherLater),
          cosineSimilarity(later, ofOtherEarlier),
        ]) {
          right += own > foreign ? 1 : own === foreign ? 0.5 : 0;
          compared++;
        }
      }
    }
    return right / compared;
  }
}
