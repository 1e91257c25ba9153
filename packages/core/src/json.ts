import { InvalidArgumentError } from "./errors/invalid-argument-error.ts";

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Deeper nesting is a mistake or an attack; it would exhaust the stack of whoever walks the value. */
export const deepest = 500;

/** Where an object or a list stands. The path is spelled out only for errors, since most values are fine. */
interface Place {
  /** Index in a list, name in an object; at the top, how the whole is called. */
  readonly key: string | number;
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
  return copyJson(value, path, undefined);
}

// Every dialogue goes through this: only what holds other things is worth a place of its own.
function copyJson(value: unknown, key: string | number, within: Place | undefined): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const place = { key, within, value, depth: within === undefined ? 0 : within.depth + 1 };
  if (typeof value !== "object") throw notJson(place);
  if (frozenBefore.has(value)) return value as Json;
  checkNesting(place);
  if ("toJSON" in value && typeof value.toJSON === "function") return copyJson(value.toJSON(), "", place);
  if (Array.isArray(value)) {
    const items: Json[] = [];
    for (let index = 0; index < value.length; index++)
      items.push(copyJson(value[index] ?? null, index, place));
    return Object.freeze(items);
  }
  // A plain object of any realm: its prototype is the last of its chain.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw notJson(place);
  const copy: Record<string, Json> = {};
  for (const name of Object.keys(value)) {
    const item: unknown = (value as Record<string, unknown>)[name];
    if (item === undefined) continue;
    const copied = copyJson(item, name, place);
    // Setting this name would change what the copy is, not what it holds.
    if (name === "__proto__")
      Object.defineProperty(copy, name, {
        value: copied,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    else copy[name] = copied;
  }
  return Object.freeze(copy);
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
  if (within === undefined) return String(key);
  const step = typeof key === "number" ? `[${key}]` : key === "" ? "" : `.${key}`;
  return pathOf(within) + step;
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
