import { RecipeError } from "./recipe-error.ts";

/** Where a value stands: keys of objects and positions in lists. */
export type Path = readonly (string | number)[];

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A copy with the value at `path` replaced; objects on the way are made when they are missing, and a list grows by
 * one at most.
 *
 * @throws RecipeError for a place that cannot exist
 */
export function setAt(target: unknown, path: Path, value: unknown, done: Path = []): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const here = [...done, key];
  if (Array.isArray(target)) {
    const position = Number(key);
    if (!Number.isInteger(position) || position < 0 || position > target.length) {
      throw new RecipeError(here.join("."), `this list has ${target.length} items, counted from 0`);
    }
    const copy: unknown[] = [...(target as readonly unknown[])];
    copy[position] = setAt(copy[position], rest, value, here);
    return copy;
  }
  if (target !== undefined && target !== null && !isPlainObject(target)) {
    if (done.length > 0 && typeof target === "string" && done.at(-1) === "model") {
      // `model: "openai:gpt"` is short for `model: { name: "openai:gpt" }`.
      return setAt({ name: target }, path, value, done);
    }
    throw new RecipeError(done.join("."), `is ${JSON.stringify(target)}, which has no "${key}"`);
  }
  return {
    ...target,
    [key]: setAt((target as Record<string, unknown> | undefined)?.[key], rest, value, here),
  };
}
