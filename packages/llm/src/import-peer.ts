import { loadPeer } from "@sdialog/core/internal";

/**
 * Imports an optional peer when it is first needed.
 *
 * @param purpose what needs it, as the subject of a sentence
 * @param load imports it; a package's own peers are found from the package alone. Default: from here
 * @throws MissingPackageError when it is not installed; a failure inside the package is thrown as it is
 */
export function importPeer<Module>(
  purpose: string,
  name: string,
  load: () => Promise<Module> = async () => (await import(name)) as Module,
): Promise<Module> {
  return loadPeer(purpose, name, load);
}
