import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
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
}

/**
 * Where a model is. Models of the hub are downloaded first.
 *
 * @param name what follows `local:`; empty for the bundled model, a path (absolute, or beginning with a dot) for a
 *   folder, `owner/name` (or `owner/name@revision`) for a model of the Hugging Face hub
 * @param environment where `HF_TOKEN`, `HF_ENDPOINT`, `HF_HOME` and `HF_HUB_CACHE` are looked up
 * @throws ModelError `not_found` for a name that is none of these; see {@link hubModel}
 */
export async function locateModel(
  name: string,
  options: LocalOptions,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<ModelLocation> {
  const bundled = name === "" || name === bundledModel.name;
  const id = `local:${bundled ? bundledModel.name : name}`;
  if (bundled) return { id, folder: bundledModel.folder };
  if (isAbsolute(name) || name.startsWith(".")) return { id, folder: resolve(name) };
  const repository = /^([\w.-]+\/[\w.-]+)(?:@(.+))?$/.exec(name);
  if (repository === null) {
    throw new ModelError("this is neither the bundled model nor a folder nor a model of the hub", {
      kind: "not_found",
      model: id,
      hint: `Write local:${bundledModel.name}, the path of a folder (local:./${name}), or local:owner/name.`,
    });
  }
  const home = environment["HF_HOME"] ?? join(homedir(), ".cache/huggingface");
  const found = await hubModel(id, repository[1] as string, {
    file: options.file,
    dtype: options.dtype,
    revision: repository[2],
    // A token from the environment is for the hub it was made for, not for any address.
    accessToken: options.apiKey ?? (options.baseURL === undefined ? environment["HF_TOKEN"] : undefined),
    hubUrl: options.baseURL ?? environment["HF_ENDPOINT"],
    cacheDir: options.cacheDir ?? environment["HF_HUB_CACHE"] ?? join(home, "hub"),
    onProgress: options.onProgress,
  });
  return { id, ...found };
}
