import { isPublicName } from "@sdialog/core/internal";
import type { EmbeddingModelRef, ModelRef } from "./model-ref.ts";

/**
 * The name by which a model is recorded, shown and told apart. What no name may hold is left out of it: of a name that
 * `checkModelName` refuses, only the backend is told.
 */
export function modelNameOf(model: ModelRef | EmbeddingModelRef): string {
  const name = typeof model === "string" ? model : model.id;
  if (typeof name !== "string" || isPublicName(name)) return name;
  const backend = /^[a-z][\w-]{0,30}(?=:)/i.exec(name)?.[0] ?? "";
  return backend === "" || !isPublicName(backend) ? "[redacted]" : `${backend}:[redacted]`;
}

/** Longer than any name is, paths of models included. */
const longestName = 500;

/** What a server, or anybody's model, says is the name of the model that answered: it is kept with every call, and may be any text. */
export function shortModelName(said: string): string {
  return said.length <= longestName ? said : `${said.slice(0, longestName)}…`;
}
