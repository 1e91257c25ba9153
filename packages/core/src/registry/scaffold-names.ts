import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

/** One name in every form that a package made by `sdialog new` needs. */
export interface ScaffoldNames {
  /** As people read it: `taxi driver`. */
  readonly words: string;
  /** Of files, and of what is registered: `taxi-driver`. */
  readonly kebab: string;
  /** Of classes: `TaxiDriver`. */
  readonly pascal: string;
  /** Of constants: `taxiDriver`. */
  readonly camel: string;
  /** Of the package: `sdialog-persona-taxi-driver`. */
  readonly packageName: string;
}

/**
 * Reads a name however it is written: `taxi driver`, `taxi-driver`, `taxi_driver`, `taxiDriver` and `TaxiDriver` are
 * one.
 *
 * @param kind what the package holds: `persona`
 * @throws InvalidArgumentError for a name from which no file and class can be named, such as the kind's own
 */
export function scaffoldNames(kind: string, name: string): ScaffoldNames {
  const parts = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(/[ _-]/)
    .filter((part) => part !== "");
  const joined = parts.join("");
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(joined) || joined.toLowerCase() === kind) {
    const article = /^[aeiou]/.test(kind) ? "an" : "a";
    throw new InvalidArgumentError(`"${name}" cannot be the name of ${article} ${kind}`, {
      hint: "Use words of letters and digits, the first beginning with a letter: my-name or MyName.",
    });
  }
  const small = parts.map((part) => part.toLowerCase());
  const pascal = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("");
  const kebab = small.join("-");
  return {
    words: small.join(" "),
    kebab,
    pascal,
    camel: kebab.replaceAll(/-(.)/g, (_match, letter: string) => letter.toUpperCase()),
    packageName: `sdialog-${kind}-${kebab}`,
  };
}
