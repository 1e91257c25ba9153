import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { openFresh } from "./own-file.ts";

/** Replaces a file in one step: whatever happens, its old or its new content is there, never half of it. */
export async function writeFileDurably(path: string, content: string): Promise<void> {
  const temporary = `${path}.new`;
  const file = await openFresh(temporary);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** Makes new and removed names in a folder survive a power cut, where the system allows it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  // Some file systems cannot sync a folder; there is nothing more to be done then.
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
