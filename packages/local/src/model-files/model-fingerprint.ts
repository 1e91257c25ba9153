import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { ModelDescription } from "./model-description.ts";

/**
 * What distinguishes a model's files from others under the same name, without reading gigabytes: the sizes of its graph
 * and of the weights beside it. Caches and recordings keep answers apart by it, wherever the folder lies.
 */
export async function modelFingerprint({
  graphFile,
  contextLength,
}: Pick<ModelDescription, "graphFile" | "contextLength">): Promise<Readonly<Record<string, unknown>>> {
  const { size } = await stat(graphFile);
  const weights = await stat(`${graphFile}_data`).catch(() => undefined);
  return { graph: basename(graphFile), bytes: size + (weights?.size ?? 0), contextLength };
}
