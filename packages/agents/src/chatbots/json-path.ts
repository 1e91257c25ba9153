/**
 * What stands at a place in plain JSON: `choices.0.message.content`; an empty path is the whole. A key that has dots itself
 * is found as it is written, wherever it stands. `undefined` where there is nothing.
 */
export function valueAt(value: unknown, path: string): unknown {
  return path === "" ? value : below(value, path.split("."));
}

function below(value: unknown, keys: readonly string[]): unknown {
  if (keys.length === 0) return value;
  if (typeof value !== "object" || value === null) return undefined;
  // The longest key first: a name that is written out is meant.
  for (let length = keys.length; length > 0; length--) {
    const key = keys.slice(0, length).join(".");
    if (!Object.hasOwn(value, key)) continue;
    const found = below((value as Record<string, unknown>)[key], keys.slice(length));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The paths of all texts in plain JSON, for people who named the wrong one. */
export function textPaths(value: unknown, before: readonly string[] = []): readonly string[] {
  if (typeof value === "string") return [before.join(".")];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textPaths(inner, [...before, key]));
}
