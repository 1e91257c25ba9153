import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const suffix = ".template";

/** The templates of a new backend's files, by path. */
export async function backendTemplates(): Promise<readonly (readonly [path: string, template: string])[]> {
  // Beside `src` and beside `dist`: as far above this file in either.
  const folder = fileURLToPath(new URL(/* @vite-ignore */ "../../templates/backend/", import.meta.url));
  const paths = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith(suffix));
  const templates = paths.toSorted().map(async (path) => {
    const template = await readFile(join(folder, path), "utf8");
    return [path.slice(0, -suffix.length).replaceAll("\\", "/"), template] as const;
  });
  return Promise.all(templates);
}
