/** What is looked at of a node of a YAML document: a scalar, a list, or a map of pairs. */
interface YamlNode {
  readonly value?: unknown;
  readonly items?: readonly unknown[] | undefined;
  readonly range?: readonly number[] | null | undefined;
}

/**
 * The first name that appears twice in one map of a YAML document, and where it does, in time linear in the document. The
 * parser's own check compares every name with all before it, so that 20,000 names take seconds: parse with
 * `uniqueKeys: false`, and look here.
 */
export function repeatedKey(
  contents: unknown,
): { readonly key: string; readonly offset: number } | undefined {
  const open: unknown[] = [contents];
  while (open.length > 0) {
    const { items = [], value } = (open.pop() ?? {}) as YamlNode;
    // The value of a scalar is no node.
    if (items.length === 0 && typeof value === "object") continue;
    const seen = new Set<unknown>();
    for (const item of items) {
      if (typeof item !== "object" || item === null) continue;
      if (!("key" in item)) {
        open.push(item);
        continue;
      }
      const { key, value: held } = item as { readonly key: unknown; readonly value?: unknown };
      open.push(held);
      const name = (key as YamlNode | null)?.value;
      if (name === undefined) continue;
      if (seen.has(name)) return { key: String(name), offset: (key as YamlNode).range?.[0] ?? 0 };
      seen.add(name);
    }
  }
  return undefined;
}
