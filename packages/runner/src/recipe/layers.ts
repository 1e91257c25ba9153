import { RecipeError } from "./recipe-error.ts";
import { isPlainObject, type Path, setAt } from "./paths.ts";

/** Part of a recipe, and where it comes from. */
export interface Layer {
  /** Shown as the origin of its values: `preset quick`, `birthday.yaml`, `command line`. */
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Path of a value (`personas.0.name`) to the name of the layer that set it. */
export type Origins = Readonly<Record<string, string>>;

export interface Merged {
  readonly data: Readonly<Record<string, unknown>>;
  readonly origins: Origins;
}

/** More than any person writes; every setting is laid over all others. */
const mostValues = 2000;

/** Lays layers over each other, the last on top: objects are merged all the way down, everything else is replaced. */
export function mergeLayers(layers: readonly Layer[]): Merged {
  let merged: Merged = { data: {}, origins: {} };
  for (const { name, data } of layers) {
    const values = leaves(data);
    if (values.length > mostValues)
      throw new RecipeError(
        "",
        `${name} has ${values.length} settings; ${mostValues} is the most that is read`,
        {
          hint: "Put lists of people and texts into files of their own.",
        },
      );
    for (const [path, value] of values) {
      // An empty layer is a single value at the very top, and changes nothing.
      if (path.length > 0) merged = override(merged, path, value, name);
    }
  }
  return merged;
}

/** Sets one value, replacing whatever stood there and below. @throws RecipeError for a place that cannot exist */
export function override({ data, origins }: Merged, path: Path, value: unknown, layer: string): Merged {
  const place = path.join(".");
  const kept = Object.entries(origins).filter(([name]) => name !== place && !name.startsWith(`${place}.`));
  const set = leaves(value, path).map(([leaf]) => [leaf.join("."), layer] as const);
  return {
    data: setAt(data, path, value) as Merged["data"],
    origins: Object.fromEntries([...kept, ...set]),
  };
}

/** Every value with its path; lists count as values, empty objects too. */
export function leaves(value: unknown, path: Path = []): [Path, unknown][] {
  if (isPlainObject(value) && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
  return [[path, value]];
}
