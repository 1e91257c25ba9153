import { mkdir, rmdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { toFileError } from "./file-error.ts";

/**
 * Makes a folder and those above it; one that exists is left as it is.
 *
 * @returns the folders that were not there before, the outermost first
 * @throws FileError when it cannot be made, with the system's true reason
 */
export async function makeFolder(path: string): Promise<readonly string[]> {
  try {
    return await make(path);
  } catch (error) {
    throw toFileError(error, path);
  }
}

/**
 * One by one, since Node's own way never ends where the system knows no folder that can be made in one that is there
 * (`/proc`), and hides that a file system is read-only.
 */
async function make(path: string, tried = false): Promise<readonly string[]> {
  try {
    await mkdir(path);
    return [path];
  } catch (error) {
    const { code } = error as { code?: string };
    if (await isFolder(path)) return [];
    const above = dirname(path);
    if (code !== "ENOENT" || above === path || tried) throw error;
    // The one above may be there by now, made by somebody else: that is tried once, and is not an error.
    const outer = (await isFolder(above)) ? [] : await make(above);
    return [...outer, ...(await make(path, true))];
  }
}

/** Takes back what {@link makeFolder} made, as far as nothing has come into it. */
export async function unmakeFolder(made: readonly string[]): Promise<void> {
  for (const folder of made.toReversed()) await rmdir(folder).catch(() => undefined);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
