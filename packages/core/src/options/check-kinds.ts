import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

const isText = (value: unknown): boolean => typeof value === "string";
const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What an argument may have to be, and how that is seen. */
const kinds = {
  "a string": isText,
  "a positive number": (value: unknown) => typeof value === "number" && value > 0,
  "a function": (value: unknown) => typeof value === "function",
  "an object": isObject,
  "a list": (value: unknown) => Array.isArray(value),
  "a list of strings": (value: unknown) => Array.isArray(value) && value.every(isText),
  "an object of strings": (value: unknown) => isObject(value) && Object.values(value).every(isText),
} as const satisfies Readonly<Record<string, (value: unknown) => boolean>>;

/** The kind of thing an argument must be. */
export type ArgumentKind = keyof typeof kinds;

/**
 * Refuses an argument of another kind, such as options in the place of a list, before it is taken for one or fails
 * somewhere else in words of the language.
 *
 * @param owner what is called, as it is written: `noCoaching`
 * @param given each argument by its name, and what it must be
 * @throws InvalidArgumentError naming the argument and what was given, never its value
 */
export function checkKinds(
  owner: string,
  given: Readonly<Record<string, readonly [value: unknown, kind: ArgumentKind]>>,
): void {
  for (const [name, [value, kind]] of Object.entries(given)) {
    if (kinds[kind](value)) continue;
    const found = isObject(value)
      ? "an object"
      : Array.isArray(value)
        ? "a list"
        : value === null
          ? "null"
          : kind === "a positive number" && typeof value === "number"
            ? "another number"
            : typeof value;
    const isInside = kind.startsWith(`${found} of `);
    throw new InvalidArgumentError(
      `${owner}: ${name} must be ${kind}, not ${found}${isInside ? " with something else in it" : ""}`,
    );
  }
}
