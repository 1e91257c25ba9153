import { InvalidArgumentError } from "./errors/invalid-argument-error.ts";

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Deeper nesting is a mistake or an attack; it would exhaust the stack of whoever walks the value. */
const deepest = 500;

function describe(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "object" && value !== null) return value.constructor?.name ?? "object";
  return typeof value;
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
export function frozenJson(value: unknown, path = "value", parents: readonly unknown[] = []): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value !== "object") throw notJson(value, path);
  if (parents.includes(value)) throw new InvalidArgumentError(`${path} refers back to itself`);
  if (parents.length === deepest)
    throw new InvalidArgumentError(`${parents.length} objects and lists inside each other are too many`);
  const within = [...parents, value];
  if ("toJSON" in value && typeof value.toJSON === "function")
    return frozenJson(value.toJSON(), path, within);
  if (Array.isArray(value)) {
    return Object.freeze(value.map((item, index) => frozenJson(item ?? null, `${path}[${index}]`, within)));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) throw notJson(value, path);
  const copy: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    // defineProperty, because an own "__proto__" key of parsed JSON must stay data.
    Object.defineProperty(copy, key, {
      value: frozenJson(item, `${path}.${key}`, within),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return Object.freeze(copy);
}

function notJson(value: unknown, path: string): InvalidArgumentError {
  return new InvalidArgumentError(`${path} is ${describe(value)}, which JSON cannot hold`, {
    hint: "Convert it to strings, finite numbers, booleans, null, arrays or plain objects first.",
  });
}
