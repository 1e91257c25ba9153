import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { toFileError } from "./file-error.ts";

/**
 * Makes a folder and those above it; one that exists is left as it is.
 *
 * @throws FileError when it cannot be made, with the system's true reason
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw toFileError(await trueReason(path, error), path);
  }
}

/** On a read-only file system, making folders recursively reports "no such file" for the folder that was to be made. */
async function trueReason(path: string, error: unknown): Promise<unknown> {
  if ((error as { code?: string }).code !== "ENOENT") return error;
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    try {
      await mkdir(folder);
    } catch (reason) {
      if ((reason as { code?: string }).code !== "ENOENT") return reason;
    }
  }
  return error;
}
