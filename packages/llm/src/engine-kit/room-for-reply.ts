import type { JsonSchema } from "../message.ts";

/** A chat model's usual length would cut most JSON off before it is whole. */
const least = 512;
/** No reply is given more, whatever its schema allows. */
const most = 4096;
/** What a text may be long where its schema does not say: a few sentences. */
const usualText = 200;
const usualItems = 4;
/** Fewer than in running English, since names, brackets and indentation are read in small pieces. */
const charactersPerToken = 3;

/**
 * How many tokens a reply in a form may take when nobody said how many: as many as the longest that its schema allows, since
 * a reply that is cut is no JSON, and one that is held to its schema ends by itself.
 */
export function roomForReply(schema: JsonSchema): number {
  const characters = longest(schema, { root: schema, known: new Map() });
  return Math.min(most, Math.max(least, Math.ceil(characters / charactersPerToken)));
}

type Node = Readonly<Record<string, unknown>>;
interface Definitions {
  readonly root: JsonSchema;
  /** Reference → characters; of one that refers to itself, those of a text. */
  readonly known: Map<string, number>;
}

/** Characters of the longest value, with a blank at each bracket and comma. */
function longest(part: unknown, definitions: Definitions): number {
  if (typeof part !== "object" || part === null) return usualText;
  const node = part as Node;
  const within = (inner: unknown): number => longest(inner, definitions);
  if (typeof node["$ref"] === "string") return longestReferred(node["$ref"], definitions);
  const choices = node["anyOf"] ?? node["oneOf"] ?? node["allOf"];
  if (Array.isArray(choices)) return Math.max(...choices.map(within));
  const literals = "const" in node ? [node["const"]] : node["enum"];
  if (Array.isArray(literals))
    return Math.max(...literals.map((value: unknown) => (JSON.stringify(value) ?? "").length));
  const types = Array.isArray(node["type"]) ? (node["type"] as unknown[]) : [node["type"]];
  return Math.max(...types.map((type) => longestOf(type, node, within)));
}

function longestOf(type: unknown, node: Node, within: (inner: unknown) => number): number {
  switch (type) {
    case "object":
      return Object.entries((node["properties"] ?? {}) as Node).reduce(
        (sum, [name, value]) => sum + name.length + 6 + within(value),
        4,
      );
    case "array": {
      const items = typeof node["maxItems"] === "number" ? node["maxItems"] : usualItems;
      return 4 + items * (2 + (node["items"] === undefined ? usualText : within(node["items"])));
    }
    case "string":
      return 2 + (typeof node["maxLength"] === "number" ? node["maxLength"] : usualText);
    case "integer":
    case "number":
    case "boolean":
    case "null":
      return 12;
    default:
      return usualText;
  }
}

function longestReferred(reference: string, definitions: Definitions): number {
  const { known, root } = definitions;
  const found = known.get(reference);
  if (found !== undefined) return found;
  known.set(reference, usualText);
  const characters = longest(definition(reference, root), definitions);
  known.set(reference, characters);
  return characters;
}

function definition(reference: string, root: JsonSchema): unknown {
  return reference
    .replace(/^#\/?/, "")
    .split("/")
    .filter((key) => key !== "")
    .reduce<unknown>((found, key) => (found as Node | undefined)?.[key], root);
}
