/**
 * What stands at a place in plain JSON: `choices.0.message.content`; an empty path is the whole. A key that has dots itself
 * is found as it is written. `undefined` where there is nothing.
 */
export function valueAt(value: unknown, path: string): unknown {
  let at = value;
  const keys = path === "" ? [] : path.split(".");
  for (const [index, key] of keys.entries()) {
    if (typeof at !== "object" || at === null) return undefined;
    const rest = keys.slice(index).join(".");
    if (Object.hasOwn(at, rest)) return (at as Record<string, unknown>)[rest];
    if (!Object.hasOwn(at, key)) return undefined;
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
