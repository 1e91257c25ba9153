import { SDialogError } from "@sdialog/core";

/** The model did not fill in everything within its attempts. Code `incomplete_object`. */
export class IncompleteObjectError extends SDialogError {
  override readonly name = "IncompleteObjectError";
  /** The attributes without a usable value. */
  readonly missing: readonly string[];
  /** The values that were found. */
  readonly values: Readonly<Record<string, unknown>>;

  constructor(
    className: string,
    attempts: number,
    problems: readonly string[],
    left: { readonly missing: readonly string[]; readonly values: Readonly<Record<string, unknown>> },
  ) {
    super(
      `${className}: after ${attempts} attempts the model had not filled in ${left.missing.join(", ")}: ${problems.join("; ")}`,
      {
        code: "incomplete_object",
        hint: "Raise retries, use a stronger model, or pass allowMissing: true to keep the defaults instead.",
      },
    );
    this.missing = left.missing;
    this.values = left.values;
  }
}
