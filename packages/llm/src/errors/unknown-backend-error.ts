import { SDialogError } from "@sdialog/core";
import { nearestName } from "@sdialog/core/internal";

/** A model string names a backend nobody registered. Code `unknown_backend`. */
export class UnknownBackendError extends SDialogError {
  override readonly name = "UnknownBackendError";

  constructor(model: string, backend: string, known: readonly string[]) {
    const nearest = nearestName(backend, known);
    super(
      `Unknown backend "${backend}" in "${model}"${nearest === undefined ? "" : `; did you mean "${nearest}"?`}`,
      {
        code: "unknown_backend",
        hint: `Write "backend:model" with one of: ${known.join(", ")}; or add your own with registerBackend().`,
      },
    );
  }
}
