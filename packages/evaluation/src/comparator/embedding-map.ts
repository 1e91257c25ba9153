import { deriveSeed, type Dialog, Random, type Seed } from "@sdialog/core";
import type { EmbeddingModelRef } from "@sdialog/llm";
import type { TopLevelSpec } from "vega-lite";
import { resolveEmbedder } from "../embeddings/resolve-embedder.ts";
import { cosineSimilarity } from "../embeddings/vector.ts";
import { embedDialogs } from "../evaluators/embed-dialogs.ts";
import { drawWithoutReplacement } from "../statistics/half-sample.ts";
import type { NamedDataset } from "./named-datasets.ts";

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

/** How many dialogues the map shows, and which they are. */
export interface EmbeddingMapOptions {
  readonly seed?: Seed | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Most dialogues of each dataset; 200 when not given. */
  readonly sampleSize?: number | undefined;
}

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
  { seed = 0, signal, sampleSize = 200 }: EmbeddingMapOptions = {},
): Promise<EmbeddingMap | null> {
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

/** Positions mean nothing by themselves, so there is nothing to read off an axis. */
function axis(field: "x" | "y"): object {
  const nothing = { title: null, labels: false, ticks: false, grid: false };
  return { field, type: "quantitative", scale: { zero: false }, axis: nothing };
}

/** The map as a Vega-Lite plot, datasets told apart by colour and shape. */
export function embeddingMapSpec({ embedder, points }: EmbeddingMap): TopLevelSpec {
  const datasets = [...new Set(points.map(({ dataset }) => dataset))];
  const legend = { field: "dataset", type: "nominal", sort: datasets, title: null };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `Map of ${points.length} dialogues of ${datasets.join(", ")} by their ${embedder} embeddings`,
    background: "white",
    config: { font: "DejaVu Sans, Verdana, sans-serif", view: { stroke: "#e2e8f0" } },
    title: `neighbours by ${embedder} embeddings (UMAP)`,
    width: 460,
    height: 360,
    data: { values: [...points] },
    mark: { type: "point", filled: true, opacity: 0.7, size: 30 },
    encoding: { x: axis("x"), y: axis("y"), color: legend, shape: legend },
  } as TopLevelSpec;
}
