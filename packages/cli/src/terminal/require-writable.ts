import { randomUUID } from "node:crypto";
import { access, constants, lstat, open, realpath, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder, toFileError, unmakeFolder } from "@sdialog/core/fs";
import { UsageError } from "./usage-error.ts";

/**
 * Makes sure that a file can be written at the end of something that takes long or costs money; folders that are missing
 * are made then.
 *
 * @param flag which flag names it, for errors
 * @throws UsageError when something is in the way
 */
export async function requireWritable(path: string, flag: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found !== undefined && !found.isFile())
    throw new UsageError(`${flag}: ${path} cannot be written as a file`, "Name a file.");
  for (let place = found === undefined ? dirname(path) : path; ; place = dirname(place)) {
    const there = place === path ? found : await stat(place).catch(() => undefined);
    if (there === undefined && dirname(place) !== place) continue;
    if (there !== undefined && place !== path && !there.isDirectory())
      throw new UsageError(`${flag}: ${place} is a file where a folder is needed`, "Name another file.");
    break;
  }
  try {
    await tryOut(path, found !== undefined);
  } catch (error) {
    const reason = toFileError(error, path);
    throw new UsageError(
      `${flag}: nothing can be written at ${path}: ${reason instanceof Error ? reason.message : String(reason)}`,
      "Name another file.",
    );
  }
}

/**
 * Does what writing will do, and takes it back: permissions alone do not tell of a name that is too long, a full or
 * read-only file system, or one that holds no files of ours (`/proc`).
 */
async function tryOut(path: string, exists: boolean): Promise<void> {
  const target = await realpath(path).catch(() => path);
  if (exists) await access(target, constants.W_OK);
  // A link to a file that is gone is replaced.
  const stands = exists || (await lstat(target).catch(() => undefined)) !== undefined;
  const made = await makeFolder(dirname(target));
  const tried = [join(dirname(target), `.${randomUUID()}.tmp`), ...(stands ? [] : [target])];
  try {
    for (const file of tried) {
      await (await open(file, "wx")).close();
      await rm(file, { force: true });
    }
  } finally {
    await unmakeFolder(made);
  }
}
