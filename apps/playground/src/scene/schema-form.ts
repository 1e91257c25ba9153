import type { AnySchema } from "@sdialog/core";
import { fieldWords } from "@sdialog/core/internal";
import * as z from "zod";
import type { Form, FormField } from "../protocol/catalog.ts";

/** What of a JSON Schema a form looks at. */
interface PropertySchema {
  readonly type?: string;
  readonly anyOf?: readonly PropertySchema[];
  readonly enum?: readonly unknown[];
  readonly items?: PropertySchema;
  readonly properties?: Readonly<Record<string, PropertySchema>>;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/**
 * The form that asks for what a schema describes. Its labels, hints, limits and choices are the schema's; a new one
 * starts with the first of each field's `examples`.
 *
 * @param schema of an object
 */
export function schemaForm(type: string, description: string, schema: AnySchema): Form {
  const { properties = {} } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
  }) as PropertySchema;
  const fields = Object.entries(properties).map(([name, property]) => formField(name, property));
  return { type, description, fields, start: startOf(properties) };
}

function startOf(properties: Readonly<Record<string, PropertySchema>>): Record<string, unknown> {
  const values = Object.entries(properties).map(([name, { examples = [], properties: inner = {} }]) => {
    const within = startOf(inner);
    return [name, examples[0] ?? (Object.keys(within).length === 0 ? undefined : within)] as const;
  });
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function formField(name: string, property: PropertySchema): FormField {
  const words = fieldWords(name);
  const { description = "", default: standard = "" } = property;
  const common = { name, label: words.charAt(0).toUpperCase() + words.slice(1), description, standard };
  return { ...common, ...shown(property) };
}

/** As what a value can be filled in. */
function shown(property: PropertySchema): Pick<FormField, "type" | "min" | "max" | "whole" | "choices"> {
  const kinds = (property.anyOf ?? [property]).filter(({ type }) => type !== "null");
  const texts = kinds.some(({ type }) => type === "string");
  if (kinds.some(({ type, items }) => type === "array" && acceptsText(items))) return { type: "lines" };
  const [only] = kinds;
  if (kinds.length > 1 || only === undefined) return { type: texts ? "text" : "json" };
  if (only.enum !== undefined) return { type: "choice", choices: only.enum.map(String) };
  switch (only.type) {
    case "string":
      return { type: "text" };
    case "boolean":
      return { type: "check" };
    case "number":
    case "integer": {
      const [min, max] = [limit(only.minimum), limit(only.maximum)];
      return { type: "number", min, max, whole: only.type === "integer" };
    }
    default:
      return { type: only.properties?.["pattern"] === undefined ? "json" : "pattern" };
  }
}

function acceptsText(items: PropertySchema | undefined): boolean {
  return (items?.anyOf ?? [items]).some((item) => item?.type === "string");
}

/** Beyond what numbers can count exactly there is no limit worth showing. */
function limit(value: number | undefined): number | undefined {
  return value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value;
}
