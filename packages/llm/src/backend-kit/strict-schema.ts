import type { JsonSchema } from "../message.ts";

/**
 * Whether a schema is in the subset that OpenAI's strict mode enforces: every object closed and every property
 * required, none of the keywords it refuses.
 */
export function isStrictSchema(schema: unknown): boolean {
  if (typeof schema !== "object" || schema === null) return true;
  const node = schema as JsonSchema;
  if (refused.some((keyword) => keyword in node)) return false;
  if (node["type"] === "object" || "properties" in node) {
    const required = Array.isArray(node["required"]) ? node["required"] : [];
    const names = Object.keys((node["properties"] ?? {}) as object);
    if (node["additionalProperties"] !== false || names.some((name) => !required.includes(name)))
      return false;
  }
  return Object.values(node).every(isStrictSchema);
}

const refused = [
  "allOf",
  "oneOf",
  "not",
  "if",
  "propertyNames",
  "patternProperties",
  "default",
  "prefixItems",
];
