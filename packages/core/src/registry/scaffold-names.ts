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
 * one. The kind's own name at the end says nothing and is left out (`encourage-detail-orchestrator`).
 *
 * @param kind what the package holds: `persona`
 * @throws InvalidArgumentError for a name from which no file and class can be named
 */
export function scaffoldNames(kind: string, name: string): ScaffoldNames {
  const parts = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(/[ _-]/)
    .filter((part) => part !== "");
  if (parts.at(-1)?.toLowerCase() === kind) parts.pop();
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(parts.join(""))) {
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
