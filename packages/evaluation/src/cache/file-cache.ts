import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Json } from "@sdialog/core";
import { DataFormatError } from "@sdialog/core";
import type { ContentCache } from "./content-cache.ts";

/**
 * A cache in one append-only JSONL file: `{"key", "value"}` a line. Every entry is on disk when `set` resolves;
 * several processes may append to one file. A last line cut off by a crash is skipped.
 *
 * @param path the file, which is made with its folder at the first entry
 * @throws DataFormatError on first use when the file holds something else, naming the line
 */
export function fileCache(path: string): ContentCache {
  let loaded: Promise<Map<string, Json>> | undefined;
  const entries = (): Promise<Map<string, Json>> => (loaded ??= readEntries(path));
  return {
    async get(key) {
      return (await entries()).get(key);
    },
    async set(key, value) {
      const known = await entries();
      if (known.has(key)) return;
      known.set(key, value);
      await mkdir(dirname(path), { recursive: true });
      // The leading line break closes a line that a crash may have left open.
      await appendFile(path, `\n${JSON.stringify({ key, value })}`);
    },
  };
}

async function readEntries(path: string): Promise<Map<string, Json>> {
  const lines = (await readIfThere(path)).split("\n");
  const entries = new Map<string, Json>();
  for (const [index, line] of lines.entries()) {
    const entry = line === "" ? undefined : parseLine(line);
    if (entry !== undefined) entries.set(entry.key, entry.value);
    else if (line.startsWith('{"key":"') || line === "") continue;
    else {
      throw new DataFormatError("not a cache entry", {
        source: path,
        line: index + 1,
        hint: "Choose another file, or delete this one.",
      });
    }
  }
  return entries;
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw new DataFormatError(`cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"})`, {
      source: path,
      hint: "A cache is a file that this program may read and write.",
    });
  }
}

function parseLine(line: string): { key: string; value: Json } | undefined {
  try {
    const entry = JSON.parse(line) as { key?: unknown; value?: Json } | null;
    return typeof entry?.key === "string" && entry.value !== undefined
      ? { key: entry.key, value: entry.value }
      : undefined;
  } catch {
    return undefined;
  }
}
