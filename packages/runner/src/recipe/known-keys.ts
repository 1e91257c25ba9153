import * as z from "zod";

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly allOf?: readonly SchemaNode[];
}

/** The keys an object at this place of a schema may have. */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let nodes = [z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as SchemaNode];
  for (const key of path) {
    nodes = nodes.flatMap(alternatives).flatMap((node): SchemaNode[] => {
      const next = typeof key === "number" ? node.items : node.properties?.[String(key)];
      return next === undefined ? [] : [next];
    });
  }
  return [...new Set(nodes.flatMap(alternatives).flatMap((node) => Object.keys(node.properties ?? {})))];
}

function alternatives(node: SchemaNode): SchemaNode[] {
  const inner = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];
  return [node, ...inner.flatMap(alternatives)];
}
