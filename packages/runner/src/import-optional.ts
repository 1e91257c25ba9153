import { MissingPackageError } from "@sdialog/llm";

/**
 * Imports an optional package when it is first needed.
 *
 * @param what the feature that needs it, as the subject of a sentence
 * @throws MissingPackageError when it is not installed; a failure inside the package is thrown as it is
 */
export async function importOptional<Module>(
  what: string,
  load: () => Promise<Module>,
  name: string,
): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    const notFound = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
    if (notFound && error.message.includes(`'${name}'`)) throw new MissingPackageError(what, [name], error);
    throw error;
  }
}
