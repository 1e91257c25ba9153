import type { JsonSchema } from "../../message.ts";

/** A schema in the dialect that node-llama-cpp makes grammars of, and what of it the grammar does not hold replies to. */
export interface GrammarSchema {
  readonly schema: unknown;
  /** Keywords and values without an equivalent; what they say is left to whoever validates the reply. */
  readonly unenforced: readonly string[];
}

type Node = Readonly<Record<string, unknown>>;

const enforced =
  "type enum const oneOf anyOf $ref $defs definitions properties required additionalProperties items prefixItems minItems maxItems minLength maxLength";
const demandsNothing = new Set(
  "$schema $id $comment title description default examples deprecated readOnly writeOnly".split(" "),
);
const carried = new Set([...enforced.split(" "), ...demandsNothing]);

const formats = new Set(["date", "time", "date-time"]);
const anything = [
  { type: ["string", "number", "boolean", "null"] },
  { type: "object", additionalProperties: true },
  { type: "array" },
];

/**
 * JSON Schema in the dialect of node-llama-cpp's grammars, which has `oneOf` but not `anyOf`, takes an empty schema for
 * `null`, requires every property, and passes over what it does not know. A short range of whole numbers, as scores have
 * it, becomes a list of them: a model that is not held to it gives 10 of 5.
 */
export function grammarSchema(schema: JsonSchema): GrammarSchema {
  const unenforced = new Set<string>();
  return { schema: translated(schema, unenforced), unenforced: [...unenforced].toSorted() };
}

function translated(given: unknown, unenforced: Set<string>): unknown {
  const within = (part: unknown): unknown => translated(part, unenforced);
  if (typeof given !== "object" || given === null) return { oneOf: anything };
  const node = given as Node;
  const listed = wholeNumbers(node);
  if (listed !== undefined) return { enum: listed };
  noteUnknown(node, unenforced);
  const definitions = {
    ...(node["definitions"] as Node | undefined),
    ...(node["$defs"] as Node | undefined),
  };
  const defs = Object.keys(definitions).length === 0 ? {} : { $defs: mapped(definitions, within) };
  if (typeof node["$ref"] === "string") {
    const $ref = reference(node["$ref"]);
    if ($ref !== undefined) return { ...defs, $ref };
    unenforced.add(`$ref ${node["$ref"]}`);
    return { oneOf: anything };
  }
  const choices = node["oneOf"] ?? node["anyOf"];
  if (Array.isArray(choices)) return { ...defs, oneOf: choices.map(within) };
  if ("const" in node) return { const: node["const"] };
  if (Array.isArray(node["enum"])) return { enum: node["enum"] };
  const types = node["type"] ?? impliedType(node);
  // Its lists of types may hold plain ones only.
  if (Array.isArray(types) && types.some((type) => type === "object" || type === "array"))
    return { ...defs, oneOf: types.map((type) => within({ ...node, type, $defs: undefined })) };
  return types === undefined ? { oneOf: anything } : { ...defs, ...typed(types, node, within) };
}

function typed(type: unknown, node: Node, within: (part: unknown) => unknown): Node {
  switch (type) {
    case "object": {
      const properties = mapped((node["properties"] ?? {}) as Node, within);
      const more = node["additionalProperties"];
      const open = more === undefined && Object.keys(properties).length === 0;
      return {
        type,
        properties,
        ...(open || more === true ? { additionalProperties: true } : {}),
        ...(typeof more === "object" ? { additionalProperties: within(more) } : {}),
      };
    }
    case "array":
      return {
        type,
        ...picked(node, ["minItems", "maxItems"]),
        ...(typeof node["items"] === "object" ? { items: within(node["items"]) } : {}),
        ...(Array.isArray(node["prefixItems"]) ? { prefixItems: node["prefixItems"].map(within) } : {}),
      };
    case "string":
      return formats.has(String(node["format"]))
        ? { type, format: node["format"] }
        : { type, ...picked(node, ["minLength", "maxLength"]) };
    default:
      return { type };
  }
}

/** Longest range that is written out. */
const longestRange = 128;
const ofRange = new Set(["type", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]);

/** The whole numbers of a short range; nothing for any other schema. */
function wholeNumbers(node: Node): readonly number[] | undefined {
  const demands = Object.keys(node).filter((keyword) => !demandsNothing.has(keyword));
  if (node["type"] !== "integer" || demands.some((keyword) => !ofRange.has(keyword))) return undefined;
  const limit = (keyword: string, whole: (limit: number) => number): number[] =>
    typeof node[keyword] === "number" ? [whole(node[keyword])] : [];
  const least = Math.max(
    ...limit("minimum", Math.ceil),
    ...limit("exclusiveMinimum", (above) => Math.floor(above) + 1),
  );
  const most = Math.min(
    ...limit("maximum", Math.floor),
    ...limit("exclusiveMaximum", (below) => Math.ceil(below) - 1),
  );
  const length = most - least + 1;
  if (!(length >= 1 && length <= longestRange)) return undefined;
  return Array.from({ length }, (_, place) => least + place);
}

function impliedType(node: Node): string | undefined {
  if ("properties" in node || "additionalProperties" in node) return "object";
  return "items" in node || "prefixItems" in node ? "array" : undefined;
}

/** Only definitions can be referred to. */
function reference(target: string): string | undefined {
  const [, name] = /^#\/(?:\$defs|definitions)\/(.+)$/.exec(target) ?? [];
  return name === undefined ? undefined : `#/$defs/${name}`;
}

function noteUnknown(node: Node, unenforced: Set<string>): void {
  for (const [keyword, value] of Object.entries(node)) {
    if (carried.has(keyword) || value === undefined) continue;
    if (keyword === "format" && formats.has(String(value))) continue;
    // What zod says of every integer.
    if (
      (keyword === "minimum" || keyword === "maximum") &&
      Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER
    )
      continue;
    unenforced.add(keyword);
  }
}

function mapped(record: Node, map: (value: unknown) => unknown): Node {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

function picked(node: Node, names: readonly string[]): Node {
  return Object.fromEntries(
    names.filter((name) => node[name] !== undefined).map((name) => [name, node[name]]),
  );
}
