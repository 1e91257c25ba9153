import { loadPeer } from "@sdialog/core/internal";

/**
 * Imports an optional peer when it is first needed.
 *
 * @param purpose what needs it, as the subject of a sentence
 * @param load imports it, in the package whose peer it is: `() => import("its-name")`, where bundlers find it
 * @throws MissingPackageError when it is not installed; a failure inside the package is thrown as it is
 */
export function importPeer<Module>(
  purpose: string,
  name: string,
  load: () => Promise<Module>,
): Promise<Module> {
  return loadPeer(purpose, name, load);
}

/**
 * Imports a peer that is made for this machine, and that no bundle can hold: bundlers leave it alone, and it is imported from
 * where it is installed beside the program.
 *
 * @throws MissingPackageError when it is not installed; a failure inside the package is thrown as it is
 */
export function importNative<Module>(purpose: string, name: string): Promise<Module> {
  return loadPeer(
    purpose,
    name,
    async () => (await import(/* webpackIgnore: true */ /* @vite-ignore */ name)) as Module,
  );
}
