import { MissingPackageError } from "./errors/missing-package-error.ts";

/**
 * Imports an optional peer when it is first needed.
 *
 * @param purpose what needs it, as the subject of a sentence
 * @param load imports it, in the package whose peer it is: nobody else finds it
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
    const notFound = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
    if (notFound && error.message.includes(`'${name}'`))
      throw new MissingPackageError(purpose, [name], error);
    throw error;
  }
}
