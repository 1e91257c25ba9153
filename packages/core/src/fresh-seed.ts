import { InvalidArgumentError } from "./errors/invalid-argument-error.ts";
import type { Seed } from "./random.ts";

/** A random seed, for what was not given one and may differ from run to run. What depends on it records it. */
export function freshSeed(): Seed & number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) & 0x7fffffff;
}

/**
 * The seed that was given, or a fresh one where there is none, or null. It is recorded, so it is a whole number.
 *
 * @param owner what is called, as it is written: `Conversation.run`
 * @throws InvalidArgumentError for what is not a whole number, before anything is paid for
 */
export function givenSeed(owner: string, seed: number | null | undefined): Seed & number {
  if (seed === undefined || seed === null) return freshSeed();
  if (Number.isSafeInteger(seed)) return seed;
  const given: unknown = seed;
  const told =
    typeof given === "number" ? String(given) : typeof given === "string" ? "a string" : typeof given;
  throw new InvalidArgumentError(`${owner}: seed must be a whole number, not ${told}`, {
    hint: "Leave it out for a fresh one, which is recorded.",
  });
}
