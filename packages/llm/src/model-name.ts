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
