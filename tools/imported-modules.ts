/** What a module imports or re-exports by name, types included; `import("…")` is not among them. */
export function importedModules(source: string): string[] {
  const statements = source.matchAll(
    /(?:^|[\s;])(?:import|export)\s[^"';]*?from\s*"([^"]+)"|^import "([^"]+)"/gm,
  );
  return [...statements].map(([, from, bare]) => (from ?? bare) as string);
}
