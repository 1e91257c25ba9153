import { existsSync, readdirSync, statSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { packageFolder } from "./package-folder.ts";

/**
 * Makes sure that the built page is there and not older than its source. In an installed package there is no source,
 * and nothing is done.
 *
 * @returns the folder of the built page
 */
export async function buildPage(): Promise<string> {
  const root = packageFolder();
  const built = join(root, "dist/page");
  if (!existsSync(join(root, "page"))) return built;
  if (isCurrent(built, root)) return built;
  const { build } = await import("vite");
  const outDir = `${built}-${process.pid}`;
  await build({ configFile: join(root, "vite.config.ts"), logLevel: "error", build: { outDir } });
  // Another process may have built the same in the meantime and be serving it.
  if (!isCurrent(built, root)) {
    await rm(built, { recursive: true, force: true });
    await rename(outDir, built).catch(() => undefined);
  }
  await rm(outDir, { recursive: true, force: true });
  return built;
}

/** Whether the built page is there and no older than what it is made of. */
function isCurrent(built: string, root: string): boolean {
  const files = readdirSync(join(root, "page"), { recursive: true, encoding: "utf8" });
  const sources = [join(root, "vite.config.ts"), ...files.map((file) => join(root, "page", file))];
  return modified(join(built, "index.html")) > Math.max(...sources.map(modified));
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
