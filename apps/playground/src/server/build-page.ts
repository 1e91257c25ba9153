import { existsSync, readdirSync, statSync } from "node:fs";
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
  await build({ configFile: join(root, "vite.config.ts"), logLevel: "error" });
  return built;
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
