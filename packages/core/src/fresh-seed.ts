import type { Seed } from "./random.ts";

/** A random seed, for what was not given one and may differ from run to run. What depends on it records it. */
export function freshSeed(): Seed & number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) & 0x7fffffff;
}
