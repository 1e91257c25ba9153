import type { Stats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { storeError, StoreError } from "../errors/store-error.ts";

/** What a run keeps in files, whatever they are called: its folder may hold folders and things of others beside. */
const isKept = /\.(?:jsonl?|txt|calls|lock)$/;

/**
 * Makes sure that what a run keeps in files are files. A folder in the place of one cannot be read, and reading a named
 * pipe or a device may never end.
 *
 * @throws StoreError `store_damaged` naming what is not one
 */
export async function refuseOddFiles(folder: string): Promise<void> {
  for (const { name, kind } of await findOddFiles(folder))
    throw new StoreError(`${name} is ${kind}, where there should be a file`, {
      problem: "damaged",
      folder,
      hint: `Find out who put it there, and remove it: ${join(folder, name)}, or set it aside with sdialog doctor ${folder} --repair. What is finished stays.`,
    });
}

/** What stands in the place of a file that a run keeps, and what it is. */
export async function findOddFiles(
  folder: string,
): Promise<readonly { readonly name: string; readonly kind: string }[]> {
  const odd: { name: string; kind: string }[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    if (!isKept.test(name)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ELOOP") odd.push({ name, kind: "a link to itself" });
      // What was taken away since, and links to nothing, are nothing that could be read.
      else if (error.code !== "ENOENT") throw storeError(error, path);
    });
    if (found !== undefined && !found.isFile()) odd.push({ name, kind: kindOf(found) });
  }
  return odd;
}

/** What something is that is not a file. */
export function kindOf(found: Stats): string {
  if (found.isDirectory()) return "a folder";
  if (found.isFIFO()) return "a named pipe";
  return found.isSocket() ? "a socket" : "a device";
}
