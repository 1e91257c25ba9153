import { closest, distance } from "fastest-levenshtein";

/**
 * The known name most like `name`, when one is close enough for `name` to be a typo.
 *
 * @param most how many letters may be other ones. Default: a third of them, and two in any case
 */
export function nearestName(
  name: string,
  known: readonly string[],
  most = Math.max(2, Math.ceil(name.length / 3)),
): string | undefined {
  if (known.length === 0) return undefined;
  const candidate = closest(name, known);
  return distance(name, candidate) <= most ? candidate : undefined;
}

/** `"nmae" (did you mean "name"?), "x"` */
export function describeUnknownKeys(keys: readonly string[], known: readonly string[]): string {
  return keys
    .map((key) => {
      const nearest = nearestName(key, known);
      return nearest === undefined ? `"${key}"` : `"${key}" (did you mean "${nearest}"?)`;
    })
    .join(", ");
}
