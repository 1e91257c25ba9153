import { pathExists } from "./path-exists.ts";
import { isAbsolute, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { moduleResolve } from "import-meta-resolve";
import { SDialogError } from "../errors/sdialog-error.ts";

/**
 * Loads a module that registers something: a path, or a package as it is installed for a folder (which need not be
 * where this package is installed).
 *
 * @param name a path (`./metrics.js`, `/opt/metrics.js`), or a package's name
 * @param folder where paths start, and packages are looked for, from here upwards
 * @returns a name that means the same from any folder: an absolute path, or the package's name
 * @throws SDialogError `import_failed` when there is no such module, or it fails while it is loaded
 */
export async function importModule(name: string, folder: string): Promise<string> {
  const path = isPath(name) ? resolve(folder, name) : undefined;
  const url = path === undefined ? packageUrl(name, folder) : pathToFileURL(path).href;
  try {
    await import(/* webpackIgnore: true */ url ?? name);
  } catch (cause) {
    const missing = path === undefined ? url === undefined && isNotFound(cause) : !(await pathExists(path));
    throw await failure(name, folder, missing, cause);
  }
  return path ?? name;
}

function isPath(name: string): boolean {
  return isAbsolute(name) || /^\.{1,2}(?:[\\/]|$)/.test(name);
}

/**
 * Where Node finds a package from a given folder. One that is not found there may still stand beside this package, as
 * when a program is installed for the whole machine.
 */
function packageUrl(name: string, folder: string): string | undefined {
  try {
    return moduleResolve(name, pathToFileURL(join(folder, "any.js")), conditions()).href;
  } catch {
    return undefined;
  }
}

/** As this process resolves modules. */
function conditions(): Set<string> {
  const given = process.execArgv.flatMap((flag, index, flags) => {
    const [, value] = /^(?:--conditions|-C)(?:=(.*))?$/.exec(flag) ?? [];
    return /^(?:--conditions|-C)/.test(flag) ? [value ?? flags[index + 1] ?? ""] : [];
  });
  return new Set(["node", "import", ...given]);
}

async function failure(
  name: string,
  folder: string,
  missing: boolean,
  cause: unknown,
): Promise<SDialogError> {
  const [reason] = (cause instanceof Error ? cause.message : String(cause)).split("\n", 1);
  return new SDialogError(`The module ${name} cannot be loaded: ${missing ? "it was not found" : reason}`, {
    code: "import_failed",
    hint: missing ? await hintForMissing(name, folder) : hintForFailed(cause),
    cause,
  });
}

async function hintForMissing(name: string, folder: string): Promise<string> {
  return !isPath(name) && (await pathExists(join(folder, name)))
    ? `There is a file of that name: to load it, write ./${name}.`
    : `It was looked for from ${folder}. Install the package there, or write a path that starts with ./ or /.`;
}

function hintForFailed(cause: unknown): string | undefined {
  return (cause as { readonly code?: unknown }).code === "ERR_UNKNOWN_FILE_EXTENSION"
    ? "This Node does not read TypeScript: build the module, or use Node 22.18 or later."
    : undefined;
}

function isNotFound(cause: unknown): boolean {
  return (cause as { readonly code?: unknown }).code === "ERR_MODULE_NOT_FOUND";
}
