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
  const files = readdirSync(join(root, "page"), { recursive: true, encoding: "utf8" });
  const sources = [join(root, "vite.config.ts"), ...files.map((file) => join(root, "page", file))];
  if (modified(join(built, "index.html")) > Math.max(...sources.map(modified))) return built;
  const { build } = await import("vite");
  const outDir = `${built}-${process.pid}`;
  await build({ configFile: join(root, "vite.config.ts"), logLevel: "error", build: { outDir } });
  await replaceFolder(built, outDir);
  return built;
}

/** Another process may be doing the same at this moment; whoever comes second leaves the other's page, which is the same. */
async function replaceFolder(folder: string, replacement: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await rename(replacement, folder).catch(() => rm(replacement, { recursive: true, force: true }));
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
