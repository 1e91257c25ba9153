import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newMetricFiles } from "./new-metric-files.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "new-metric-"));
});
afterAll(() => rm(folder, { recursive: true }));

// The packages are read as source, since nothing is built.
const config = `const conditions = ["@sdialog/source"];
export default { resolve: { conditions }, ssr: { resolve: { conditions, externalConditions: conditions } } };`;

/** What an install would do: the packages this one depends on, by link. */
async function install(): Promise<void> {
  await mkdir(join(folder, "node_modules/@sdialog"), { recursive: true });
  for (const name of ["core", "evaluation"])
    await symlink(join(root, "packages", name), join(folder, "node_modules/@sdialog", name));
  await writeFile(join(folder, "vitest.config.mjs"), config);
  await symlink(join(root, "node_modules/vitest"), join(folder, "node_modules/vitest"));
}

describe("newMetricFiles", () => {
  it("makes a package whose types and tests hold as they are", async () => {
    for (const [path, content] of Object.entries(newMetricFiles("exclamation-rate"))) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    await install();
    const run = (script: string, ...args: string[]) =>
      promisify(execFile)(process.execPath, [join(root, "node_modules", script), ...args], {
        cwd: folder,
        env: { ...process.env, NODE_OPTIONS: "--conditions=@sdialog/source" },
      });
    const types = run(
      "typescript-7/bin/tsc",
      "-p",
      ".",
      "--customConditions",
      "@sdialog/source",
      "--types",
      "",
    );
    const { stdout } = await run("vitest/vitest.mjs", "run", "--root", folder);
    expect(stdout).toMatch(/Tests.*2 passed/);
    await types;
  }, 60_000);

  it.each(["", "../evil", "3-times", "CamelCase", "naïve"])("refuses %j", (name) => {
    expect(() => newMetricFiles(name)).toThrow("cannot name a metric");
  });
});
