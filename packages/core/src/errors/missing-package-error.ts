import { SDialogError } from "./sdialog-error.ts";

/** Something needs a package that is not installed. Code `missing_package`. */
export class MissingPackageError extends SDialogError {
  override readonly name = "MissingPackageError";
  /** npm packages to install. */
  readonly packages: readonly string[];

  constructor(purpose: string, packages: readonly string[], cause?: unknown) {
    super(
      `${purpose} needs ${packages.join(" and ")}, which ${packages.length > 1 ? "are" : "is"} not installed`,
      {
        code: "missing_package",
        hint: `Run: npm install ${packages.join(" ")}`,
        cause,
      },
    );
    this.packages = packages;
  }
}
