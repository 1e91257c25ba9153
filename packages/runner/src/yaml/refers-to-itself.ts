/**
 * Whether plain data holds itself anywhere, as an alias inside of what it stands for makes it; in time linear in what is
 * written, however often aliases share it, and at any depth.
 */
export function refersToItself(data: unknown): boolean {
  const around = new Set<object>();
  const seen = new Set<object>();
  const open: { readonly value: unknown; readonly isLeft?: boolean }[] = [{ value: data }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, isLeft = false } = next;
    if (typeof value !== "object" || value === null) continue;
    if (isLeft) {
      around.delete(value);
      continue;
    }
    if (around.has(value)) return true;
    if (seen.has(value)) continue;
    seen.add(value);
    around.add(value);
    open.push({ value, isLeft: true });
    for (const item of Object.values(value)) open.push({ value: item });
  }
  return false;
}
