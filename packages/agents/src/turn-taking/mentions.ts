/**
 * The names that occur in a text, each once, in order of appearance. Names are whole words, compared without
 * regard to case; an underscore (also an escaped one) counts as a space; the longest name wins where one contains
 * another, so "Ann" is not found in "Mary Ann" when both take part.
 */
export function mentions(text: string, names: readonly string[]): string[] {
  const longestFirst = names.filter((name) => name !== "").sort((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return [];
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${longestFirst.map(escaped).join("|")})(?![\\p{L}\\p{N}])`,
    "giu",
  );
  const found = [...text.matchAll(pattern)].map(([match]) =>
    names.find((name) => folded(name) === folded(match)),
  );
  return [...new Set(found.filter((name) => name !== undefined))];
}

function escaped(name: string): string {
  const parts = name.split(/[\s_]+/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return parts.join(String.raw`(?:\s|\\?_)+`);
}

function folded(name: string): string {
  return name.replaceAll(/(?:\s|\\?_)+/g, " ").toLowerCase();
}
