/**
 * The first word of each name of several, where no other name has it: what people call each other.
 * @returns first name → full name
 */
export function firstNames(names: readonly string[]): ReadonlyMap<string, string> {
  const all = [...new Set(names)];
  const found = new Map<string, string>();
  for (const name of all) {
    const [first = "", ...rest] = name.trim().split(/[\s_]+/);
    if (rest.length === 0 || [...first].length < 2) continue;
    const shared = all.some((other) => other !== name && wordsOf(other).includes(first.toLowerCase()));
    if (!shared) found.set(first, name);
  }
  return found;
}

function wordsOf(name: string): string[] {
  return name.toLowerCase().split(/[\s_]+/);
}
