import { access, constants, stat } from "node:fs/promises";
import { dirname } from "node:path";
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
    await access(place, constants.W_OK).catch(() => {
      throw new UsageError(`${flag}: nothing can be written at ${place}`, "Name another file.");
    });
    return;
  }
}
