import { MissingPackageError } from "./errors/missing-package-error.ts";

/**
 * Imports an optional peer when it is first needed.
 * @throws MissingPackageError when it is not installed; a failure inside the package is thrown as it is
 */
export async function importPeer<Module>(purpose: string, name: string): Promise<Module> {
  try {
    return (await import(name)) as Module;
  } catch (error) {
    const notFound = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
    if (notFound && error.message.includes(`'${name}'`))
      throw new MissingPackageError(purpose, [name], error);
    throw error;
  }
}
