import { type Comparison, compareDatasets, type ComparisonProgress } from "@sdialog/evaluation";
import { resolveEmbedder } from "@sdialog/evaluation/embeddings";
import { embeddingMap } from "@sdialog/report";
import type { EvaluationRequest } from "../../protocol/evaluation.ts";
import { sourceDialogs } from "../library/source-dialogs.ts";
import type { OpenedFolder } from "../opened-folder.ts";

/**
 * Compares sets of the opened folder. What is not a dialogue is left out.
 * @throws FileError, and as `compareDatasets`
 */
export async function evaluateSets(
  folder: OpenedFolder,
  { sets, metrics, reference, model, embedder, seed }: EvaluationRequest,
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly onProgress?: ((progress: ComparisonProgress) => void) | undefined;
  },
): Promise<Comparison> {
  const datasets = Object.fromEntries(sets.map(({ name, source }) => [name, sourceDialogs(folder, source)]));
  // One model object for all of them, so that each text is embedded once.
  const embedding = embedder === "" ? undefined : await resolveEmbedder(embedder);
  return compareDatasets(datasets, {
    metrics,
    reference: reference ?? undefined,
    model,
    embedder: embedding,
    map: embedding && ((placed, drawing) => embeddingMap(placed, embedding, drawing)),
    seed,
    ...options,
  });
}
