import { checkArguments, requireArguments } from "@sdialog/core/internal";
import { firstNames } from "../first-names.ts";

/**
 * The names that occur in a text, each once, in order of appearance. Names are whole words, compared without
 * regard to case; an underscore (also an escaped one) counts as a space; the longest name wins where one contains
 * another, so "Ann" is not found in "Mary Ann" when both take part. A first name stands for the one who has it.
 */
export function mentions(text: string, names: readonly string[]): string[] {
  checkArguments("mentions", arguments, 2);
  requireArguments("mentions", arguments, 2);
  const called = new Map([
    ...firstNames(names),
    ...names.filter((name) => name !== "").map((name) => [name, name] as const),
  ]);
  const longestFirst = [...called.keys()].sort((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return [];
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${longestFirst.map(escaped).join("|")})(?![\\p{L}\\p{N}])`,
    "giu",
  );
  const found = [...text.matchAll(pattern)].map(([match]) =>
    called.get(longestFirst.find((name) => folded(name) === folded(match)) ?? ""),
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
