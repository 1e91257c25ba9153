import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SDialogError } from "@sdialog/core";
import type { ChatResult, ModelWarning } from "../chat-model.ts";
import { noUsage } from "../usage.ts";

const format = 1;

/** The file of an entry; those of equal beginnings share a folder. */
export function entryFile(directory: string, key: string): string {
  return join(directory, key.slice(0, 2), `${key}.json`);
}

type Found =
  | { readonly result: ChatResult }
  | { readonly warning: ModelWarning }
  | { readonly missing: true };

/** The answer that is kept in a file, or why there is none. */
export async function readEntry(path: string, key: string): Promise<Found> {
  try {
    const entry = JSON.parse(await readFile(path, "utf8")) as Partial<Entry>;
    if (entry.format !== format || entry.key !== key || typeof entry.result?.text !== "string")
      return { warning: warning("a cache entry could not be read and is being replaced") };
    return { result: { ...entry.result, usage: noUsage } };
  } catch (error) {
    if (isMissing(error)) return { missing: true };
    return { warning: warning("a cache entry could not be read and is being replaced") };
  }
}

/** @returns a warning when the answer cannot be kept; it is still an answer */
export async function writeEntry(
  path: string,
  key: string,
  known: () => ChatResult,
): Promise<ModelWarning | undefined> {
  // A name of its own and a rename, so that no reader ever sees half an entry.
  const temporary = `${path}.${randomUUID()}`;
  try {
    const text = JSON.stringify({ format, key, result: known() });
    await writeFile(temporary, text).catch(async (error: unknown) => {
      if (!isMissing(error)) throw error;
      await mkdir(dirname(path), { recursive: true });
      await writeFile(temporary, text);
    });
    await rename(temporary, path);
    return undefined;
  } catch (error) {
    if (SDialogError.isInstance(error)) return warning(`the answer cannot be cached: ${error.message}`);
    return warning(`the answer could not be written to the cache (${errorCode(error)})`);
  }
}

interface Entry {
  readonly format: number;
  readonly key: string;
  readonly result: ChatResult;
}

function warning(message: string): ModelWarning {
  return { setting: "cache", message };
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
}

function isMissing(error: unknown): boolean {
  return errorCode(error) === "ENOENT";
}
