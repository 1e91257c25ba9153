/**
 * What stands at a place in plain JSON: `choices.0.message.content`; an empty path is the whole. `undefined` where there
 * is nothing.
 */
export function valueAt(value: unknown, path: string): unknown {
  let at = value;
  for (const key of path === "" ? [] : path.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}

/** The paths of all texts in plain JSON, for people who named the wrong one. */
export function textPaths(value: unknown, before: readonly string[] = []): readonly string[] {
  if (typeof value === "string") return [before.join(".")];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textPaths(inner, [...before, key]));
}
