import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** What a file is called while it is written. */
const temporary = /^\.[\da-f]{8}-[\da-f-]{27}\.(?:tmp|track)$/;
/** Nothing that is still written has stayed as it is for so long, in milliseconds. */
const longest = 3_600_000;

/** Removes what a process that was killed has left half written in a folder. */
export async function removeLeftovers(folder: string, now: number): Promise<void> {
  for (const name of (await readdir(folder)).filter((entry) => temporary.test(entry))) {
    const path = join(folder, name);
    // Another process may remove it first.
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
    if (now - mtimeMs > longest) await rm(path, { force: true });
  }
}
