import { isAbsolute, resolve } from "node:path";
import { ModelError } from "@sdialog/llm";
import { bundledModel } from "../bundled-model.ts";

export interface ModelLocation {
  /** `local:name`. */
  readonly id: string;
  readonly folder: string;
  readonly bundled: boolean;
}

/**
 * Where a model is.
 *
 * @param name what stands behind `local:`; empty means the bundled model, a path (absolute, or beginning with a dot) a folder
 * @throws ModelError `not_found` for a name that is neither
 */
export function locateModel(name: string): ModelLocation {
  const bundled = name === "" || name === bundledModel.name;
  const id = `local:${bundled ? bundledModel.name : name}`;
  if (bundled) return { id, bundled, folder: bundledModel.folder };
  if (isAbsolute(name) || name.startsWith(".")) return { id, bundled, folder: resolve(name) };
  throw new ModelError("is neither the bundled model nor a folder", {
    kind: "not_found",
    model: id,
    hint: `Write local:${bundledModel.name}, or the path of a folder: local:./${name} or local:/path/to/it.`,
  });
}
