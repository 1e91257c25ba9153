import { constants } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { StoreError } from "../errors/store-error.ts";

const { O_APPEND, O_CREAT, O_WRONLY } = constants;
// Windows has none: there, links take rights that others do not have.
const noFollow = (constants as { readonly O_NOFOLLOW?: number }).O_NOFOLLOW ?? 0;

/**
 * Opens a file that is about to take another's place. What has its name, as a killed process leaves it, goes first; a link
 * is never written through.
 */
export async function openFresh(path: string): Promise<FileHandle> {
  await rm(path, { force: true });
  return open(path, "wx");
}

/** Opens a file that is kept beside another, to add to it. @throws StoreError `store_untrusted` when it is a link */
export async function openBeside(path: string): Promise<FileHandle> {
  return open(path, O_APPEND | O_CREAT | O_WRONLY | noFollow, 0o666).catch((error: unknown) => {
    if ((error as { readonly code?: unknown }).code !== "ELOOP") throw error;
    throw new StoreError(`${basename(path)} is a link, and nothing is written through links`, {
      problem: "untrusted",
      folder: dirname(path),
      hint: `Remove it: ${path}`,
    });
  });
}
