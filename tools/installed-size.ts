import { globSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { nameAndVersion } from "./locked-dependencies.ts";

/** What dependencies take on disk. */
export interface InstalledSize {
  /** In blocks of 4 KiB a file, as `du` counts them. */
  readonly bytes: number;
  readonly packages: number;
}

const block = 4096;

/**
 * What packages take that are installed in a pnpm store. Those that are not there (binaries for other machines) do not
 * count; one that is there under several sets of peers counts once.
 * @param keys keys of the lock file's snapshots
 * @param store a `node_modules/.pnpm` folder
 */
export function installedSize(keys: readonly string[], store: string): InstalledSize {
  const folders = readdirSync(store);
  const sizes = new Map<string, number>();
  for (const key of keys) {
    const found = nameAndVersion(key);
    if (sizes.has(found)) continue;
    // `@scope/name@1.0.0(peer@2.0.0)` lies in `@scope+name@1.0.0_peer@2.0.0`.
    const start = found.replaceAll("/", "+");
    const folder = folders.find((candidate) => candidate === start || candidate.startsWith(`${start}_`));
    if (folder === undefined) continue;
    const name = found.slice(0, found.lastIndexOf("@"));
    sizes.set(found, folderSize(join(store, folder, "node_modules", name)));
  }
  return { bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0), packages: sizes.size };
}

function folderSize(folder: string): number {
  return globSync("**", { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => {
      const { size } = statSync(join(entry.parentPath, entry.name));
      return sum + Math.ceil(size / block) * block;
    }, 0);
}
