import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { registered } from "../registry/registry.ts";
import type { LoadDialogOptions } from "../text/source-request.ts";

/**
 * The files with dialogues of a folder that a tool exports as a whole, such as Slack's channels beside lists of people;
 * nothing for other folders. What the other files are for is told as a note.
 */
export async function exportedFiles(
  path: string,
  entries: readonly Dirent[],
  { format, onNote }: LoadDialogOptions,
): Promise<string[] | undefined> {
  const named = entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
  for (const { name, layout } of registered("reader")) {
    const found = format === undefined || format === name ? layout?.(named) : undefined;
    if (found === undefined) continue;
    onNote?.(found.note, path);
    const files: string[] = [];
    for (const folder of found.folders) {
      const inside = await readdir(join(path, folder), { withFileTypes: true });
      for (const entry of inside) {
        const file = join(path, folder, entry.name);
        if (entry.isFile() && found.holdsDialogs(entry.name)) files.push(file);
        else if (!entry.name.startsWith("."))
          onNote?.("a file of an export that holds no dialogues, by its name: left out", file);
      }
    }
    return files;
  }
  return undefined;
}
