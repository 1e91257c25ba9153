import { MissingPackageError } from "./errors/missing-package-error.ts";

/**
 * Imports an optional peer when it is first needed.
 *
 * @param purpose what needs it, as the subject of a sentence
 * @param load imports it; a package's own peers are found from the package alone. Default: from here
 * @throws MissingPackageError when it is not installed; a failure inside the package is thrown as it is
 */
export async function importPeer<Module>(
  purpose: string,
  name: string,
  load: () => Promise<Module> = async () => (await import(name)) as Module,
): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    const notFound = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
    if (notFound && error.message.includes(`'${name}'`))
      throw new MissingPackageError(purpose, [name], error);
    throw error;
  }
}
