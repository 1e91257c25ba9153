import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

/**
 * Refuses what lacks a method that things of its kind have, before the first call of it fails somewhere else in words of
 * the language. What else it has is its own business: contracts are implemented by anybody's classes.
 *
 * @param place where it was given, as it is written: `new Agent tools[0]`
 * @param kind what should stand there: `a tool`
 * @param given what does
 * @param methods the names of the methods it cannot do without; with none, it must be an object of some kind
 * @throws InvalidArgumentError telling what is missing, never a value
 */
export function checkContract(
  place: string,
  kind: string,
  given: unknown,
  methods: readonly string[],
  hint?: string,
): void {
  const isThing = (typeof given === "object" && given !== null) || typeof given === "function";
  // Every function has an `apply`, and it is not the one that is meant.
  const inherited = typeof given === "function" ? Function.prototype : undefined;
  const missing = methods.find((name) => {
    const method: unknown = isThing ? Reflect.get(given, name) : undefined;
    return typeof method !== "function" || method === Reflect.get(inherited ?? {}, name);
  });
  if (isThing && missing === undefined) return;
  const found = given === null ? "null" : isThing ? `something without ${missing}()` : `a ${typeof given}`;
  throw new InvalidArgumentError(
    `${place} must be ${kind}, not ${given === undefined ? "undefined" : found}`,
    { hint: hint ?? needs(methods) },
  );
}

function needs(methods: readonly string[]): string {
  if (methods.length === 0) return "It is an object.";
  return `It needs ${methods.map((name) => `${name}()`).join(" and ")}.`;
}

/** The same for each of a list. @throws InvalidArgumentError for what is not a list, too */
export function checkContracts(
  place: string,
  kind: string,
  given: unknown,
  methods: readonly string[],
  hint?: string,
): void {
  if (!Array.isArray(given))
    throw new InvalidArgumentError(`${place} must be a list`, { hint: `Each item must be ${kind}.` });
  for (const [index, one] of given.entries()) checkContract(`${place}[${index}]`, kind, one, methods, hint);
}
