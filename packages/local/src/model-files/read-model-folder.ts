import { existsSync } from "node:fs";
import { join } from "node:path";
import { ModelError } from "@sdialog/llm";
import { describeModel } from "./describe-model.ts";
import { findGraphFile, type GraphChoice } from "./find-graph-file.ts";
import { missingFile } from "./missing-file.ts";
import type { ModelDescription } from "./model-description.ts";

export interface ReadModelFolderOptions extends GraphChoice {
  /** A shorter context than the model allows. */
  readonly contextLength?: number | undefined;
}

/**
 * Reads what a folder of this machine says about its model, and finds its graph: see {@link describeModel}.
 *
 * @throws ModelError `not_found` for a missing folder or file; DataFormatError for a file that is not what it should be
 */
export async function readModelFolder(
  id: string,
  folder: string,
  options: ReadModelFolderOptions = {},
): Promise<ModelDescription> {
  if (!existsSync(folder)) {
    throw new ModelError(`there is no folder ${folder}`, {
      kind: "not_found",
      model: id,
      hint: "Give the path of a folder with config.json, tokenizer.json and an ONNX file.",
    });
  }
  const { graphFile, others } = await findGraphFile(id, folder, options);
  if (!existsSync(join(folder, "tokenizer.json"))) throw missingFile(id, folder, "tokenizer.json");
  return describeModel({ id, folder, graphFile, otherWeights: others, contextLength: options.contextLength });
}
