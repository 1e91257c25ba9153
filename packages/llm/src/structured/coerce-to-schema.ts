import type { JsonSchema } from "../message.ts";

/**
 * A reply's value with the slips mended that leave no doubt about what is meant: the one object of a list where an
 * object is wanted, `"true"`, `"no"` and 1 for booleans, `"4"` for numbers, `4` for texts. Whatever else does not fit stays
 * as it is, for the schema to refuse.
 */
export function coerceToSchema(value: unknown, schema: JsonSchema): unknown {
  const type = schema["type"];
  if (type === "boolean") return asBoolean(value);
  if (type === "number" || type === "integer") return asNumber(value);
  if (type === "string") return typeof value === "number" ? String(value) : value;
  if (type === "array" && Array.isArray(value) && isSchema(schema["items"])) {
    const { items } = schema;
    return value.map((item: unknown) => coerceToSchema(item, items as JsonSchema));
  }
  if (type !== "object") return value;
  const object: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  const properties = schema["properties"];
  if (!isSchema(object) || !isSchema(properties)) return value;
  return Object.fromEntries(
    Object.entries(object).map(([key, entry]) => {
      const wanted = Object.hasOwn(properties, key) ? properties[key] : undefined;
      return [key, isSchema(wanted) ? coerceToSchema(entry, wanted) : entry];
    }),
  );
}

const words: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["yes", true],
  ["false", false],
  ["no", false],
]);

function asBoolean(value: unknown): unknown {
  if (value === 1 || value === 0) return value === 1;
  return typeof value === "string" ? (words.get(value.trim().toLowerCase()) ?? value) : value;
}

function asNumber(value: unknown): unknown {
  const isNumeral = typeof value === "string" && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value);
  return isNumeral ? Number(value) : value;
}

function isSchema(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
