import { SDialogError } from "../errors/sdialog-error.ts";
import { nearestName } from "../nearest-name.ts";

/** What people call an entry of a kind whose name says something else. */
const nouns: Readonly<Record<string, string>> = { recipe: "kind of recipe", speech: "speech model" };

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
    const nearest = nearestName(unknown, known) ?? beginningLike(unknown, known);
    super(`There is no ${nouns[kind] ?? kind} called "${unknown}"`, {
      code: `unknown_${kind}`,
      hint:
        nearest === undefined
          ? `${known.length === 0 ? "None is registered" : `Known: ${known.join(", ")}`}. To use one of your own, import the module that registers it, on the command line with --import.`
          : `Did you mean "${nearest}"?`,
    });
    this.kind = kind;
    this.known = known;
    this.nearest = nearest;
  }
}

/** The first known name whose first words are most like `name`: `feedbak` → `feedback-user`. */
function beginningLike(name: string, known: readonly string[]): string | undefined {
  const words = wordsOf(name);
  const beginnings = known.map((each) => wordsOf(each).slice(0, words.length).join("-"));
  // A part is alike by chance sooner than a whole name is.
  const nearest = nearestName(words.join("-"), beginnings, Math.floor(name.length / 4));
  return nearest === undefined ? undefined : known[beginnings.indexOf(nearest)];
}

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[-_ ]/);
}
