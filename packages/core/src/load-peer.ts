import { MissingPackageError } from "./errors/missing-package-error.ts";

/**
 * Imports an optional peer when it is first needed.
 *
 * @param purpose what needs it, as the subject of a sentence
 * @param load imports it, in the package whose peer it is, since nobody else finds it: `() => import("its-name")`
 * @throws MissingPackageError when it is not installed; a failure inside the package is thrown as it is
 */
export async function loadPeer<Module>(
  purpose: string,
  name: string,
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if (isMissing(error, name)) throw new MissingPackageError(purpose, [name], error);
    throw error;
  }
}

/** Whether a package itself was not found: by Node, or by what a bundler put in its place. */
function isMissing(error: unknown, name: string): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const notFound = code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";
  return notFound && [`'${name}'`, `'${name}/`].some((quoted) => (error as Error).message.includes(quoted));
}
