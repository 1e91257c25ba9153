import { cp } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";

/** A copy of a folder that a test may change. */
export async function copyOfFolder(folder: string): Promise<string> {
  const copy = join(await temporaryFolder(), "copy");
  await cp(folder, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}
