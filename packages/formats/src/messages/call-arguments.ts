import { parseJson } from "@sdialog/core/internal";

/** What stands where the arguments of a call are expected: an object, the JSON text of one, or anything else. */
export type ArgumentsKind = "object" | "json" | "else";

export function argumentsKind(value: unknown): ArgumentsKind {
  if (isObject(value)) return "object";
  return isObject(parsed(value)) ? "json" : "else";
}

/** The arguments of a call as an object wherever they are one, be it as JSON text; none where nothing is there; else as they are. */
export function callArguments(value: unknown): unknown {
  if (value === null || value === undefined || (typeof value === "string" && value.trim() === "")) return {};
  const inside = parsed(value);
  return isObject(inside) ? inside : value;
}

/** What a text says as JSON; nothing when it is not JSON. Other values are themselves. */
export function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return parseJson(value);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
