import { requireArguments } from "@sdialog/core/internal";
import { type BackendOptions, parseModelString } from "@sdialog/llm";
import { localOptions } from "./local-options.ts";
import { locateModel } from "./locate-model.ts";
import { readModelFolder } from "./model-files/read-model-folder.ts";
import { OnnxGraph } from "./onnx/onnx-graph.ts";
import { slimModel } from "./platform/slim-model.ts";
import { SiteMap } from "./sites/site-map.ts";

/** The modules of a model whose activations can be read or edited. */
export interface ModuleList {
  /** How the graph was exported, which decides how modules are found in it. */
  readonly style: "scoped" | "fused" | "dynamo" | "structure";
  /** Module paths in the order of computation. */
  readonly paths: readonly string[];
}

/**
 * The modules of a local model that can be looked at and steered.
 *
 * @param model a model string, `local:…`
 * @throws ModelError when there is no such model, or the modules cannot be found in its graph
 */
export async function listModules(model: string, options: BackendOptions = {}): Promise<ModuleList> {
  requireArguments("listModules", arguments, 1);
  const checked = localOptions(options);
  const {
    id,
    folder,
    file = checked.file,
    dtype,
  } = await locateModel(parseModelString(model).model, checked);
  const { graphFile } = await readModelFolder(id, folder, { file, dtype });
  const { bytes } = await slimModel(graphFile);
  const { style, paths } = new SiteMap(new OnnxGraph(bytes), id);
  return { style, paths };
}
