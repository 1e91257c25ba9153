import type { Features } from "./dimension.ts";

/** In how many dimensions two personas differ or only one says something. Dimensions in `priority` count twice. */
export function hammingDistance(a: Features, b: Features, priority: ReadonlySet<string> = new Set()): number {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  let distance = 0;
  for (const name of names) if (a[name] !== b[name]) distance += priority.has(name) ? 2 : 1;
  return distance;
}
