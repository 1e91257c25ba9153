import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { deriveSeed, type Dialog, Random, type Seed } from "@sdialog/core";
import type { EmbeddingMap, NamedDataset } from "@sdialog/evaluation";
import { cosineSimilarity, embedDialogs, resolveEmbedder } from "@sdialog/evaluation/embeddings";
import { drawWithoutReplacement } from "@sdialog/evaluation/internal";
import type { EmbeddingModelRef } from "@sdialog/llm";

/** How many dialogues the map shows, and which they are. */
export interface EmbeddingMapOptions {
  readonly seed?: Seed | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Most dialogues of each dataset. Default: 200. */
  readonly sampleSize?: number | undefined;
}

const embeddingMapOptionNames: OptionNames<EmbeddingMapOptions> = {
  seed: true,
  signal: true,
  sampleSize: true,
};

/**
 * A map of datasets by UMAP (McInnes et al. 2018, arXiv 1802.03426) of the cosine distances between dialogues. It
 * shows neighbourhoods; distances far apart and sizes of groups mean nothing.
 *
 * @returns `null` for fewer than ten dialogues with text
 * @throws ModelError from the model
 */
export async function embeddingMap(
  datasets: readonly NamedDataset[],
  embedder: EmbeddingModelRef,
  options: EmbeddingMapOptions = {},
): Promise<EmbeddingMap | null> {
  const {
    seed = 0,
    signal,
    sampleSize = 200,
  } = checkOptions("embeddingMap", options, embeddingMapOptionNames);
  const model = await resolveEmbedder(embedder);
  const chosen = datasets.flatMap(({ name, dialogs }) =>
    draw(dialogs, sampleSize, deriveSeed(seed, "embedding-map", name)).map((dialog) => ({
      dataset: name,
      dialog,
    })),
  );
  const embedded = await embedDialogs(
    model,
    chosen.map(({ dialog }) => dialog),
    {},
    signal,
  );
  const placed = chosen.flatMap((item, index) => {
    const vector = embedded[index]?.[0];
    return vector === undefined ? [] : [{ ...item, vector }];
  });
  if (placed.length < 10) return null;
  const { UMAP } = await import("umap-js");
  const random = new Random(deriveSeed(seed, "embedding-map"));
  const umap = new UMAP({
    nNeighbors: Math.min(15, placed.length - 1),
    distanceFn: (a, b) => 1 - cosineSimilarity(a, b),
    random: () => random.next(),
  });
  const coordinates = await umap.fitAsync(
    placed.map(({ vector }) => Array.from(vector)),
    () => !(signal?.aborted ?? false),
  );
  signal?.throwIfAborted();
  return {
    embedder: model.id,
    points: placed.map(({ dataset, dialog }, index) => {
      const [x = 0, y = 0] = coordinates[index] ?? [];
      return { dataset, id: dialog.id, x, y };
    }),
  };
}

function draw(dialogs: readonly Dialog[], size: number, seed: number): Dialog[] {
  if (dialogs.length <= size) return [...dialogs];
  return Array.from(
    drawWithoutReplacement(dialogs.length, size, new Random(seed)).sort(),
    (index) => dialogs[index] as Dialog,
  );
}
