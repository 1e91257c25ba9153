import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { registered } from "./registry.ts";
import type { RegistryKind } from "./registry-kinds.ts";
import { withArticle } from "../text/with-article.ts";
import { whyReserved } from "./reserved-words.ts";

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

/** What a package holds, and which names its files have already. */
export interface ScaffoldTemplate {
  /** What of the package is known by name: `persona`. */
  readonly kind: RegistryKind;
  /** Kinds that are asked for by the same names: judges and metrics. */
  readonly beside?: readonly RegistryKind[];
  /** What its code calls what is made. */
  readonly identifier: (names: ScaffoldNames) => string;
  /** What its files import and declare themselves. */
  readonly used: readonly string[];
}

/**
 * Reads a name however it is written: `taxi driver`, `taxi-driver`, `taxi_driver`, `taxiDriver` and `TaxiDriver` are
 * one.
 *
 * @throws InvalidArgumentError for a name from which no file and class can be named, such as the kind's own; for words
 *   and globals of JavaScript; and for what is known by that name already. The hint has a name that can be had.
 */
export function scaffoldNames(template: ScaffoldTemplate, name: string): ScaffoldNames {
  const { kind } = template;
  const parts = partsOf(name);
  const joined = parts.join("");
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(joined) || joined.toLowerCase() === kind)
    throw refusal(
      template,
      name,
      undefined,
      "Use words of letters and digits, the first beginning with a letter: my-name or MyName.",
    );
  const names = namesOf(kind, parts);
  const problem = problemOf(template, names);
  if (problem !== undefined) {
    const free = namesOf(kind, ["my", ...parts]);
    // In the form in which it was asked for.
    const proposed = /^[A-Z]/.test(name) ? free.pascal : free.kebab;
    throw refusal(template, name, problem, `Choose another name, for example ${proposed}.`);
  }
  return names;
}

function partsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(/[ _-]/)
    .filter((part) => part !== "");
}

function namesOf(kind: string, parts: readonly string[]): ScaffoldNames {
  const small = parts.map((part) => part.toLowerCase());
  const kebab = small.join("-");
  return {
    words: small.join(" "),
    kebab,
    pascal: parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(""),
    camel: kebab.replaceAll(/-(.)/g, (_match, letter: string) => letter.toUpperCase()),
    packageName: `sdialog-${kind}-${kebab}`,
  };
}

const longestPackageName = 214;

/** Why a package cannot have a name: its files could not be read, or it would stand where something else does. */
function problemOf(template: ScaffoldTemplate, names: ScaffoldNames): string | undefined {
  const { kind, beside = [], used } = template;
  const identifier = template.identifier(names);
  const reserved = whyReserved(identifier);
  if (reserved !== undefined) return reserved;
  if (used.includes(identifier)) return `its files use ${identifier} for something else`;
  // Its file would be the package's door, or one that Windows keeps for a device.
  if (/^(?:index|con|prn|aux|nul|(?:com|lpt)\d)$/.test(names.kebab))
    return `no file of it can be called ${names.kebab}`;
  if (names.packageName.length > longestPackageName)
    return `its package would be called more than the ${longestPackageName} characters that npm takes`;
  const own = letters(kind, names.kebab);
  for (const each of [kind, ...beside]) {
    for (const entry of registered(each)) {
      const taken = [entry.name, ...(entry.aliases ?? [])].find((known) => letters(kind, known) === own);
      if (taken !== undefined) return `there is a ${each} called "${taken}", whose place it would take`;
    }
  }
  return undefined;
}

/** `LengthOrchestrator` → `length`: names are alike that differ in how they are written, or in whether they say their kind. */
function letters(kind: string, name: string): string {
  const small = name.replaceAll(/[ _-]/g, "").toLowerCase();
  return small.endsWith(kind) ? small.slice(0, -kind.length) : small;
}

function refusal(
  { kind }: ScaffoldTemplate,
  name: string,
  reason: string | undefined,
  hint: string,
): InvalidArgumentError {
  const because = reason === undefined ? "" : `: ${reason}`;
  return new InvalidArgumentError(`"${name}" cannot be the name of ${withArticle(kind)}${because}`, { hint });
}
