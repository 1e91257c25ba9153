import { InvalidArgumentError } from "./errors/invalid-argument-error.ts";

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Deeper nesting is a mistake or an attack; it would exhaust the stack of whoever walks the value. */
export const deepest = 500;

/** Where a value stands. The path is spelled out only for errors, since most values are fine. */
interface Place {
  readonly key: string;
  readonly within: Place | undefined;
  readonly value: unknown;
  readonly depth: number;
}

/** What was copied and frozen before, at its top; everything inside it is frozen, too. */
const frozenBefore = new WeakSet<object>();

/** Makes a deeply frozen part known, so that whatever is derived from it shares it instead of copying it again. */
export function shareFrozen(value: unknown): void {
  if (typeof value === "object" && value !== null) frozenBefore.add(value);
}

/**
 * A deep, frozen copy of `value` as plain JSON.
 *
 * Because the copy is frozen, it can be shared between derived objects without one seeing the other's edits.
 * Objects with a `toJSON()` method are replaced by its result; keys whose value is `undefined` are dropped.
 *
 * @param value anything made of JSON values
 * @param path where the value stands, for the error message
 * @throws InvalidArgumentError for what JSON cannot hold (functions, sets, NaN, cycles, …): never stringified silently
 */
export function frozenJson(value: unknown, path = "value"): Json {
  return copyJson({ key: path, within: undefined, value, depth: 0 });
}

function copyJson(place: Place): Json {
  const { value } = place;
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value !== "object") throw notJson(place);
  if (frozenBefore.has(value)) return value as Json;
  checkNesting(place);
  if ("toJSON" in value && typeof value.toJSON === "function")
    return copyJson(inside(place, "", value.toJSON()));
  if (Array.isArray(value)) {
    return Object.freeze(
      Array.from(value, (item, index) => copyJson(inside(place, `[${index}]`, item ?? null))),
    );
  }
  // A plain object of any realm: its prototype is the last of its chain.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw notJson(place);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.freeze(
    Object.fromEntries(entries.map(([key, item]) => [key, copyJson(inside(place, `.${key}`, item))])),
  );
}

function inside(place: Place, key: string, value: unknown): Place {
  return { key, within: place, value, depth: place.depth + 1 };
}

function checkNesting(place: Place): void {
  if (place.depth === deepest) {
    throw new InvalidArgumentError(`The value is nested more than ${deepest} levels deep`);
  }
  for (let outer = place.within; outer !== undefined; outer = outer.within) {
    if (outer.value === place.value) throw new InvalidArgumentError(`${pathOf(place)} refers back to itself`);
  }
}

function pathOf({ key, within }: Place): string {
  return within === undefined ? key : pathOf(within) + key;
}

function notJson(place: Place): InvalidArgumentError {
  return new InvalidArgumentError(`${pathOf(place)} is ${describe(place.value)}, which JSON cannot hold`, {
    hint: "Convert it to strings, finite numbers, booleans, null, arrays or plain objects first.",
  });
}

function describe(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "object" && value !== null) return value.constructor?.name ?? "object";
  return typeof value;
}
