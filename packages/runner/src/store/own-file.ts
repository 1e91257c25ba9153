import { constants } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { StoreError } from "../errors/store-error.ts";

const { O_APPEND, O_CREAT, O_WRONLY } = constants;
// Windows has neither: there, links take rights that others do not have.
const { O_NONBLOCK: atOnce = 0, O_NOFOLLOW: noFollow = 0 } = constants as Partial<typeof constants>;

/**
 * Opens a file that is about to take another's place. What has its name, as a killed process leaves it, goes first; a link
 * is never written through.
 */
export async function openFresh(path: string): Promise<FileHandle> {
  await rm(path, { force: true });
  return open(path, "wx");
}

/** Opens a file that is kept beside another, to add to it. @throws StoreError `store_untrusted` when it is something else */
export async function openBeside(path: string): Promise<FileHandle> {
  const flags = O_APPEND | O_CREAT | O_WRONLY | atOnce | noFollow;
  const file = await open(path, flags, 0o666).catch((error: NodeJS.ErrnoException) => error);
  if (file instanceof Error) {
    if (file.code === "ELOOP") throw notOurs(path, "a link, and nothing is written through links");
    // A named pipe that nobody reads, and a folder.
    if (file.code === "ENXIO" || file.code === "EISDIR") throw notOurs(path, "no file");
    throw file;
  }
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw notOurs(path, "no file");
}

function notOurs(path: string, what: string): StoreError {
  return new StoreError(`${basename(path)} is ${what}`, {
    problem: "untrusted",
    folder: dirname(path),
    hint: `Remove it: ${path}`,
  });
}
