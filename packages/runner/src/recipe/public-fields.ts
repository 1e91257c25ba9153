import { holdsKey, isSecretName } from "@sdialog/core/internal";
import * as z from "zod";

// A recipe is kept with its run, shown and tracked: what is secret has to stand elsewhere.

/** Where a service is, without anything by which it lets somebody in. @param instead what to set in its place */
export function addressField(instead: string) {
  return z
    .url()
    .refine(isPublic, `may not hold a name, a password, a query or a key in its path: ${instead}`);
}

function isPublic(address: string): boolean {
  // What is not an address at all is called that.
  if (!URL.canParse(address)) return true;
  const { username, password, search, hash } = new URL(address);
  return [username, password, search, hash].every((part) => part === "") && !holdsKey(address);
}

/** Where a database is and who asks; the password is not in it, under no name. */
export function databaseField(instead: string) {
  return z
    .string()
    .refine(
      isDatabaseWithoutPassword,
      `must be postgres://user@host/database, without a password: ${instead}`,
    );
}

function isDatabaseWithoutPassword(address: string): boolean {
  // A driver would take any other scheme for its own, too, and its host from where nobody looks.
  if (!URL.canParse(address) || !/^postgres(?:ql)?:\/\//i.test(address)) return false;
  const { password, searchParams } = new URL(address);
  return password === "" && ![...searchParams.keys()].some((name) => isSecretName(name));
}

/** Whether an option of a command sets no variable that is named like a secret. */
export function setsNoSecret(option: string): boolean {
  const names = option
    .split("=")
    .slice(0, -1)
    .map((before) => before.trimEnd().split(/[\s,]/).at(-1) ?? "");
  return !names.some((name) => isSecretName(name));
}
