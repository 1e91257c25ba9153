import { InvalidArgumentError } from "./errors/invalid-argument-error.ts";

/** What lets somebody in, where only a name belongs: names are written into dialogues, files, logs and errors. */
const letsIn = [
  // The query of an address, and what an assignment calls a secret.
  /[?&][\w.~%-]+=/,
  /(?:key|token|secret|passw(?:or)?d|pwd|credential|authorization|bearer)s?["']?\s*(?:[=:]|%3[ad])\s*\S/i,
  // A user and a password in front of a host.
  /:\/\/[^/\s]*@/,
  /(?:^|[\s@/:])[^\s@/:]+:[^\s@/:]+@(?!sha256:)[^\s/:]+(?:[:/]|\.[a-z]+$)/,
  // Keys as providers give them out.
  /(?<![\w-])(?:sk|pk|rk|gsk|xai|nvapi|hf|ghp|glpat)[-_](?=[\w-]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{10,}/,
  // The same in small letters: no model's name has so long a run of letters and digits.
  /(?<![\w-])(?:sk|pk|rk|gsk|xai|nvapi|hf|ghp|glpat)[-_](?=[\w-]{0,60}\d)(?=[\w-]{0,40}[a-z\d]{20})/,
  /(?<![\w-])(?:AIza|AKIA|ASIA)[\w-]{12,}/,
  /(?<![\w-])(?:bearer|basic)\s+\S{8,}/i,
];

/** Whether a model's name is nothing but a name: no key, password or query of an address stands in it. */
export function isPublicName(name: string): boolean {
  return !letsIn.some((pattern) => pattern.test(name));
}

/** @throws InvalidArgumentError, which does not tell the name, when a key or a password stands in it */
export function checkModelName(name: string): void {
  if (isPublicName(name)) return;
  throw new InvalidArgumentError("A model's name may not hold a key, a password or the query of an address", {
    hint: "Names are written into dialogues and logs. Give keys, headers and addresses as options of the backend, or with configure({ backends }).",
  });
}
