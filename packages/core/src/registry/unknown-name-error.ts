import { SDialogError } from "../errors/sdialog-error.ts";
import { nearestName } from "../nearest-name.ts";

/**
 * Nothing of a kind is known by a name. Code `unknown_` and the kind: `unknown_metric`; the hint names the nearest
 * known one, or all.
 */
export class UnknownNameError extends SDialogError {
  override readonly name = "UnknownNameError";
  /** The kind that was looked for. */
  readonly kind: string;
  /** Every name of that kind. */
  readonly known: readonly string[];
  /** The known name that was probably meant. */
  readonly nearest: string | undefined;

  constructor(kind: string, unknown: string, known: readonly string[]) {
    const nearest = nearestName(unknown, known);
    super(`There is no ${kind} called "${unknown}"`, {
      code: `unknown_${kind}`,
      hint:
        nearest === undefined
          ? `${known.length === 0 ? "None is registered" : `Known: ${known.join(", ")}`}. To use one of your own, import the module that registers it.`
          : `Did you mean "${nearest}"?`,
    });
    this.kind = kind;
    this.known = known;
    this.nearest = nearest;
  }
}
