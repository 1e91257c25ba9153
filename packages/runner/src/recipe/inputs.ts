import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { toFileError } from "@sdialog/core/fs";
import type { InputHashes } from "../store/input-hashes.ts";
import { isRunFolder, readManifest } from "../store/manifest.ts";

/** Finds a file or folder that a recipe names; what it holds becomes part of what the run is. */
export type FindInput = (path: string) => string;

/** @param find where the paths lead */
export async function hashInputs(paths: readonly string[], find: FindInput): Promise<InputHashes> {
  const hashes: Record<string, string> = {};
  for (const path of [...new Set(paths)].toSorted()) hashes[path] = await hashInput(find(path));
  return hashes;
}

/** What the results of a run are: of a folder with one nothing else counts, since its log and lock change. */
async function hashInput(path: string): Promise<string> {
  const hash = createHash("sha256");
  try {
    if (!(await stat(path)).isDirectory()) await addFile(hash, path);
    else if (await isRunFolder(path)) await addFile(hash, join(path, (await readManifest(path)).results));
    else await addFolder(hash, path);
  } catch (error) {
    throw toFileError(error, path);
  }
  return hash.digest("hex");
}

async function addFolder(hash: Hash, folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  for (const file of files.toSorted()) {
    hash.update(`${file.slice(folder.length)}\0`);
    await addFile(hash, file);
  }
}

async function addFile(hash: Hash, file: string): Promise<void> {
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
}
