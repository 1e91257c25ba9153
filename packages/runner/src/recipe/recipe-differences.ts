import { canonicalJson } from "@sdialog/core";
import { visibleLine } from "@sdialog/core/internal";
import { executionFieldNames } from "./common-fields.ts";
import { leaves } from "./layers.ts";

type Recipe = Readonly<Record<string, unknown>>;

/** So many are named, each with so many characters of its values. */
const [mostNamed, mostShown] = [5, 40];

/** Where two recipes differ in what makes their results: `seed is 0, not 1`. */
export function recipeDifferences(present: Recipe, wanted: Recipe): string {
  const [here, there] = [settingsOf(present), settingsOf(wanted)];
  const paths = [...new Set([...here.keys(), ...there.keys()])].filter(
    (path) => here.get(path) !== there.get(path),
  );
  const named = paths
    .slice(0, mostNamed)
    .map((path) => `${shown(path)} is ${shown(here.get(path))}, not ${shown(there.get(path))}`);
  const left = paths.length - named.length;
  return [...named, ...(left === 0 ? [] : [`${left} more`])].join("; ");
}

function settingsOf(recipe: Recipe): ReadonlyMap<string, string> {
  const relevant = Object.entries(recipe).filter(([name]) => !executionFieldNames.includes(name));
  return new Map(
    relevant.flatMap(([name, value]) =>
      leaves(value, [name]).map(([path, leaf]) => [path.join("."), canonicalJson(leaf ?? null)] as const),
    ),
  );
}

function shown(value = "not set"): string {
  const text = visibleLine(value);
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
}
