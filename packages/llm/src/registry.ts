import { InvalidArgumentError, lookUp, register, registered } from "@sdialog/core";
import { checkModelName } from "@sdialog/core/internal";
import type { Backend } from "./backend.ts";
import { builtInBackends } from "./built-in-backends.ts";

for (const backend of builtInBackends) registerBackend(backend);

/**
 * Makes `"name:model"` strings reach `backend`. A later registration under the same name replaces an earlier one, with
 * a warning.
 *
 * @throws InvalidArgumentError for a name or alias that is not made of lower-case letters, digits, `-` and `_`
 */
export function registerBackend(backend: Backend): void {
  for (const name of [backend.name, ...(backend.aliases ?? [])]) {
    if (!/^[a-z][a-z0-9_-]*$/.test(name)) {
      throw new InvalidArgumentError(`"${name}" cannot be the name of a backend`, {
        hint: "Use lower-case letters, digits, - and _.",
      });
    }
  }
  register("backend", backend);
}

/** All known backends, each once. */
export function listBackends(): readonly Backend[] {
  return registered("backend") as readonly Backend[];
}

/** Splits `"backend:model"` (model names may hold colons and slashes themselves). @throws UnknownNameError */
export function parseModelString(text: string): { readonly backend: Backend; readonly model: string } {
  checkModelName(text);
  const colon = text.indexOf(":");
  const name = colon === -1 ? text : text.slice(0, colon);
  return { backend: lookUp("backend", name) as Backend, model: colon === -1 ? "" : text.slice(colon + 1) };
}
