import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { InvalidArgumentError } from "@sdialog/core";
import { ModelError } from "@sdialog/llm";
import { bundledModel } from "./bundled-model.ts";
import { hubModel } from "./hub/hub-model.ts";
import type { LocalOptions } from "./local-options.ts";

export interface ModelLocation {
  /** `local:name`. */
  readonly id: string;
  readonly folder: string;
  /** The ONNX file to use, when that is settled. */
  readonly file?: string | undefined;
  /** The kind of weights to use, when that is settled. */
  readonly dtype?: string | undefined;
}

/**
 * Where a model is. Models of the hub are downloaded first.
 *
 * @param name what follows `local:`; empty for the bundled model, a path (absolute, or beginning with a dot) for a
 *   folder, `owner/name` (or `owner/name@revision`) for a model of the Hugging Face hub. `#q4` at the end chooses the kind
 *   of weights, as the option `dtype` does
 * @param environment where `HF_TOKEN`, `HF_ENDPOINT`, `HF_HOME` and `HF_HUB_CACHE` are looked up
 * @throws ModelError `not_found` for a name that is not one of these; see {@link hubModel}
 */
export async function locateModel(
  name: string,
  options: LocalOptions,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<ModelLocation> {
  const { place, dtype } = chosenWeights(name, options);
  const bundled = place === "" || place === bundledModel.name;
  const id = `local:${name === "" ? bundledModel.name : name}`;
  if (bundled) return { id, folder: bundledModel.folder, dtype };
  if (isPath(place)) return { id, folder: resolve(place), dtype };
  const repository = /^([\w.-]+\/[\w.-]+)(?:@(.+))?$/.exec(place);
  if (repository === null) {
    throw new ModelError("this is not the bundled model, a folder or a model of the hub", {
      kind: "not_found",
      model: id,
      hint: `Write local:${bundledModel.name}, the path of a folder (local:./${name}), or local:owner/name.`,
    });
  }
  const home = environment["HF_HOME"] ?? join(homedir(), ".cache/huggingface");
  const found = await hubModel(id, repository[1] as string, {
    file: options.file,
    dtype,
    revision: repository[2],
    // A token from the environment is for the hub it was made for, not for any address.
    accessToken: options.apiKey ?? (options.baseURL === undefined ? environment["HF_TOKEN"] : undefined),
    hubUrl: options.baseURL ?? environment["HF_ENDPOINT"],
    cacheDir: options.cacheDir ?? environment["HF_HUB_CACHE"] ?? join(home, "hub"),
    onProgress: options.onProgress,
  });
  return { id, ...found };
}

function isPath(name: string): boolean {
  return isAbsolute(name) || name.startsWith(".");
}

/** The kind of weights that the name or the option chooses. A folder may have a name with a `#` in it. */
function chosenWeights(
  name: string,
  { dtype, file }: LocalOptions,
): { readonly place: string; readonly dtype: string | undefined } {
  const at = name.lastIndexOf("#");
  if (at === -1 || (isPath(name) && existsSync(name))) return { place: name, dtype };
  const chosen = name.slice(at + 1);
  const other = dtype ?? file;
  if (other !== undefined && other !== chosen)
    throw new InvalidArgumentError(`The name chooses the weights ${chosen}, the options ${other}`, {
      hint: "Choose them in one place.",
    });
  return { place: name.slice(0, at), dtype: chosen };
}
