import type { JsonSchema, Message } from "../message.ts";
import { builtInPrompt } from "../prompts/prompt.ts";

/** The line above a schema told in words; prompts and guards know it. */
export const formHeading = "The form of your reply:";

/** Stands in an example for a text of the model's own. */
const ownText = "…";

/** Tells the form of a reply; it goes below what is asked. */
export const replyFormPrompt = builtInPrompt({
  name: "reply-form",
  description:
    "tells a model the form of its reply, below whatever it is asked; the same for all, and not replaced",
  from: "@sdialog/llm",
  slots: {
    fields: "a line for each field",
    example: "an object in this form",
    schema: "the JSON Schema, for models that nothing holds to it",
  },
  required: ["fields"],
  text: `user:
${formHeading}
One JSON object and nothing else, with these fields:
{{fields}}
{{#example}}
For example, with your own words in place of ${ownText}: {{example}}
{{/example}}
{{#schema}}
It has to be valid under this JSON Schema:
{{schema}}
{{/schema}}
`,
});

/** Sends a reply back that does not fit its form. */
export const replyAgainPrompt = builtInPrompt({
  name: "reply-again",
  description: "sends a reply back that does not fit its form; the same for all, and not replaced",
  from: "@sdialog/llm",
  slots: { problem: "what is wrong with it", schema: "the JSON Schema" },
  required: ["problem", "schema"],
  text: `user:
I could not use that:
{{problem}}
Send the complete JSON again with this corrected, and nothing else. It has to be valid under this JSON Schema:
{{schema}}
`,
});

/** How deep an object inside objects is told. */
const deepest = 4;

/**
 * A JSON Schema as people would say it: a line for every field, and an example. Small models that are held to a schema
 * do not see it, and those that are shown it as JSON Schema recite it.
 *
 * @param whole whether the JSON Schema itself stands below, for models that nothing holds to it
 */
export function schemaInWords(schema: JsonSchema, { whole = false } = {}): string {
  return textOf(
    replyFormPrompt.standard.messages({
      fields: fieldLines(schema, schema, 0).join("\n"),
      example: JSON.stringify(exampleOf(schema, schema, 0)),
      schema: whole ? JSON.stringify(schema) : undefined,
    }),
  );
}

function textOf(messages: readonly Message[]): string {
  return messages.map(({ content }) => content).join("\n");
}

/** Whether a value holds a text that was copied from an example as it is. */
export function copiesExample(value: unknown): boolean {
  if (typeof value === "string") return value.trim() === ownText || value.trim() === "...";
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(copiesExample);
}

/** The first text of a value that is what its schema says of a field, in place of a value for it. */
export function copiedMeaning(value: unknown, schema: JsonSchema): string | undefined {
  const meanings = new Set([...meaningsIn(schema)].filter((meaning) => meaning.split(" ").length >= 3));
  const find = (part: unknown): string | undefined => {
    if (typeof part === "string") return meanings.has(plain(part)) ? part : undefined;
    if (typeof part !== "object" || part === null) return undefined;
    for (const inner of Object.values(part)) {
      const found = find(inner);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return meanings.size === 0 ? undefined : find(value);
}

function* meaningsIn(schema: unknown): Generator<string, void, void> {
  if (typeof schema !== "object" || schema === null) return;
  for (const [key, inner] of Object.entries(schema)) {
    if (key === "description" && typeof inner === "string") yield plain(inner);
    else yield* meaningsIn(inner);
  }
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\s\p{P}]+/gu, " ")
    .trim();
}

function fieldLines(schema: JsonSchema, root: JsonSchema, depth: number): string[] {
  const { properties, required = [] } = schema as {
    readonly properties?: Readonly<Record<string, JsonSchema>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties ?? {}).flatMap(([name, given]) => {
    const field = resolved(given, root);
    const meaning = field["description"] ?? given["description"];
    const optional = required.includes(name) ? "" : ", may be left out";
    const line = `${"  ".repeat(depth)}- ${name} (${kindOf(field, root)}${optional})${typeof meaning === "string" && meaning !== "" ? `: ${meaning}` : ""}`;
    const inside = resolved((field["items"] ?? field) as JsonSchema, root);
    return depth + 1 < deepest ? [line, ...fieldLines(inside, root, depth + 1)] : [line];
  });
}

function kindOf(schema: JsonSchema, root: JsonSchema): string {
  const choices = schema["enum"];
  if (Array.isArray(choices)) return `one of ${choices.map((choice) => JSON.stringify(choice)).join(", ")}`;
  if ("const" in schema) return JSON.stringify(schema["const"]);
  const alternatives = (schema["anyOf"] ?? schema["oneOf"]) as readonly JsonSchema[] | undefined;
  if (alternatives !== undefined)
    return [...new Set(alternatives.map((each) => kindOf(resolved(each, root), root)))].join(" or ");
  const type = schema["type"];
  if (type === "array") {
    const { minItems, maxItems, items } = schema as {
      minItems?: number;
      maxItems?: number;
      items?: JsonSchema;
    };
    return `list of ${plural(items === undefined ? "values" : kindOf(resolved(items, root), root))}${count(minItems, maxItems)}`;
  }
  const types = (Array.isArray(type) ? type : [type]).filter((each) => typeof each === "string");
  return types.length === 0 ? "any value" : types.map((each) => words[each] ?? each).join(" or ");
}

const words: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  boolean: "true or false",
};

function plural(kind: string): string {
  return /^(text|number|whole number|object)$/.test(kind) ? `${kind}s` : kind;
}

function count(min: number | undefined, max: number | undefined): string {
  if (min === undefined && max === undefined) return "";
  if (min === max) return `, exactly ${min}`;
  if (max === undefined) return `, at least ${min}`;
  return min === undefined ? `, at most ${max}` : `, ${min} to ${max}`;
}

function exampleOf(given: JsonSchema, root: JsonSchema, depth: number): unknown {
  const schema = resolved(given, root);
  const { examples, enum: choices, properties, items } = schema as Readonly<Record<string, unknown>>;
  const type: unknown = Array.isArray(schema["type"]) ? schema["type"][0] : schema["type"];
  if (Array.isArray(examples) && examples.length > 0) return examples[0];
  if ("const" in schema) return schema["const"];
  if (Array.isArray(choices)) return choices[0];
  const alternatives = (schema["anyOf"] ?? schema["oneOf"]) as readonly JsonSchema[] | undefined;
  if (alternatives !== undefined)
    return alternatives[0] === undefined ? null : exampleOf(alternatives[0], root, depth);
  if (type === "object") {
    const fields = depth < deepest ? Object.entries((properties ?? {}) as Record<string, JsonSchema>) : [];
    return Object.fromEntries(fields.map(([name, field]) => [name, exampleOf(field, root, depth + 1)]));
  }
  if (type === "array")
    return items === undefined || depth >= deepest ? [] : [exampleOf(items as JsonSchema, root, depth + 1)];
  if (type === "boolean") return false;
  if (type === "integer" || type === "number") return numberOf(schema);
  return type === "null" ? null : ownText;
}

/** A number in the middle of what is allowed, so that no bound is suggested. */
function numberOf(schema: JsonSchema): number {
  const [low, high] = [schema["minimum"], schema["maximum"]];
  if (isBound(low) && isBound(high)) return Math.round((low + high) / 2);
  return isBound(low) ? low + 1 : 1;
}

/** A whole number's schema has the largest safe integers as its bounds, which say nothing. */
function isBound(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) < 1e6;
}

/** The schema that a reference within the root points to. */
function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const reference = schema["$ref"];
  if (typeof reference !== "string" || !reference.startsWith("#/")) return schema;
  let found: unknown = root;
  for (const key of reference.slice(2).split("/"))
    found = typeof found === "object" && found !== null ? (found as Record<string, unknown>)[key] : undefined;
  return typeof found === "object" && found !== null ? (found as JsonSchema) : {};
}
