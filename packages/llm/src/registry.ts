import { InvalidArgumentError } from "@sdialog/core";
import type { Backend } from "./backend.ts";
import { builtInBackends } from "./built-in-backends.ts";
import { UnknownBackendError } from "./errors/unknown-backend-error.ts";

const registered = new Map<string, Backend>();
for (const backend of builtInBackends) registerBackend(backend);

/**
 * Makes `"name:model"` strings reach `backend`. A later registration under the same name replaces an earlier one.
 *
 * @throws InvalidArgumentError for a name or alias that is not made of lower-case letters, digits, `-` and `_`
 */
export function registerBackend(backend: Backend): void {
  for (const name of [backend.name, ...(backend.aliases ?? [])]) {
    if (!/^[a-z][a-z0-9_-]*$/.test(name)) {
      throw new InvalidArgumentError(`"${name}" cannot name a backend`, {
        hint: "Use lower-case letters, digits, - and _.",
      });
    }
    registered.set(name, backend);
  }
}

/** All known backends, each once. */
export function listBackends(): readonly Backend[] {
  return [...new Set(registered.values())];
}

/** Splits `"backend:model"` (model names may hold colons and slashes themselves). @throws UnknownBackendError */
export function parseModelString(text: string): { readonly backend: Backend; readonly model: string } {
  const colon = text.indexOf(":");
  const name = colon === -1 ? text : text.slice(0, colon);
  const backend = registered.get(name);
  if (backend === undefined) throw new UnknownBackendError(text, name, [...registered.keys()]);
  return { backend, model: colon === -1 ? "" : text.slice(colon + 1) };
}
