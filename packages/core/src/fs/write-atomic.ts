import { checkOptions } from "../options/check-options.ts";
import type { OptionNames } from "../options/check-options.ts";
import { randomUUID } from "node:crypto";
import { link, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { FileError, fileExists, toFileError } from "./file-error.ts";
import { makeFolder, unmakeFolder } from "./make-folder.ts";

/** What may happen to a file that already exists. */
export interface WriteOptions {
  /** Whether a file that exists may be replaced. Default: true. */
  readonly overwrite?: boolean | undefined;
}

/** The names of {@link WriteOptions}. */
export const writeOptionNames: OptionNames<WriteOptions> = { overwrite: true };

const flushAt = 1 << 16;

/**
 * Writes a UTF-8 file so that at any moment, also after a crash, its path holds all of the old content or all of
 * the new. Parent folders are made; permissions of a replaced file are kept; a symbolic link is followed.
 *
 * @param chunks the text, whole or in pieces as they come; held in memory only in part
 * @throws FileError when it cannot be written, or exists and may not be replaced; whatever `chunks` throws. The old
 *   content is then still there, and folders made for it are not.
 */
export async function writeAtomic(
  path: string,
  chunks: string | Iterable<string> | AsyncIterable<string>,
  options: WriteOptions = {},
): Promise<void> {
  const { overwrite = true } = checkOptions("writeAtomic", options, writeOptionNames);
  const target = await realpath(path).catch(() => path);
  const folder = dirname(target);
  const temporary = join(folder, `.${randomUUID()}.tmp`);
  let made: readonly string[] = [];
  try {
    const mode = await modeToKeep(target, overwrite);
    made = await makeFolder(folder);
    // Stryker disable next-line StringLiteral: a text is also what its characters are, one by one, but slower
    await writeNew(temporary, typeof chunks === "string" ? [chunks] : chunks, mode);
    await (overwrite ? rename(temporary, target) : link(temporary, target));
    await syncFolder(folder);
  } catch (error) {
    throw toFileError(error, path);
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
    // Folders with the file in them stay.
    await unmakeFolder(made);
  }
}

/** Permissions of the file to replace. Checked before anything is written, so that an expensive source is not consumed for nothing. */
async function modeToKeep(target: string, overwrite: boolean): Promise<number | undefined> {
  const existing = await stat(target).catch(() => undefined);
  if (existing === undefined) return undefined;
  if (!overwrite) throw fileExists(target);
  if (existing.isDirectory()) throw Object.assign(new Error("is a folder"), { code: "EISDIR" });
  if (existing.isFile()) return existing.mode;
  throw new FileError(target, {
    code: "file_special",
    message: "this is a device or a pipe, which would be replaced by a file",
    hint: "Name an ordinary file.",
  });
}

async function writeNew(
  path: string,
  chunks: Iterable<string> | AsyncIterable<string>,
  mode: number | undefined,
): Promise<void> {
  const file = await open(path, "wx", mode);
  try {
    // A file that is opened loses the permissions the umask forbids. That is for new files, not for one being replaced.
    if (mode !== undefined) await file.chmod(mode);
    let waiting: string[] = [];
    let size = 0;
    for await (const chunk of chunks) {
      waiting.push(chunk);
      size += chunk.length;
      if (size < flushAt) continue;
      await file.appendFile(waiting.join(""));
      waiting = [];
      size = 0;
    }
    await file.appendFile(waiting.join(""));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the new name survive a power cut; not every system lets a folder be opened. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
