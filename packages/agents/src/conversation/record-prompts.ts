/** Anything that gives prompts to models. */
interface Prompting {
  readonly prompts?: Readonly<Record<string, string>> | undefined;
}

/** The prompts that a dialogue was made with: of each, the hashes of its texts, which differ where speakers have their own. */
export function recordPrompts(parts: readonly (Prompting | undefined)[]): {
  readonly prompts?: Record<string, readonly string[]>;
} {
  const hashes: Record<string, readonly string[]> = {};
  for (const part of parts)
    for (const [name, hash] of Object.entries(part?.prompts ?? {}))
      hashes[name] = [...new Set([...(hashes[name] ?? []), hash])];
  return Object.keys(hashes).length === 0 ? {} : { prompts: hashes };
}
