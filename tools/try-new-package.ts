import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../", import.meta.url));

// The packages are read as source, since nothing is built.
const config = `const conditions = ["@sdialog/source"];
export default { resolve: { conditions }, ssr: { resolve: { conditions, externalConditions: conditions } } };`;

/**
 * Writes a generated package into an empty folder, links what an install would bring, and runs its type check and its
 * tests as they are.
 *
 * @param files path inside the package → content
 * @param packages folders below `packages/` that it depends on
 * @returns what vitest printed
 * @throws Error with the tool's output when types or tests fail
 */
export async function tryNewPackage(
  files: Readonly<Record<string, string>>,
  packages: readonly string[],
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "new-package-"));
  try {
    for (const [path, content] of Object.entries({ ...files, "vitest.config.mjs": config })) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    await mkdir(join(folder, "node_modules/@sdialog"), { recursive: true });
    for (const name of packages)
      await symlink(join(root, "packages", name), join(folder, "node_modules/@sdialog", name));
    await symlink(join(root, "node_modules/vitest"), join(folder, "node_modules/vitest"));
    const run = (script: string, ...args: string[]) =>
      promisify(execFile)(process.execPath, [join(root, "node_modules", script), ...args], {
        cwd: folder,
        env: { ...process.env, NODE_OPTIONS: "--conditions=@sdialog/source" },
      });
    const [tests] = await Promise.all([
      run("vitest/vitest.mjs", "run", "--root", folder),
      run("typescript-7/bin/tsc", "-p", ".", "--customConditions", "@sdialog/source", "--types", ""),
    ]);
    return tests.stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
