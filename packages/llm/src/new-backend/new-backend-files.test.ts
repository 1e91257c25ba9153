import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { newBackendFiles } from "./new-backend-files.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const run = promisify(execFile);

/** Writes the package to a folder of its own that has what `npm install` would bring. */
async function written(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sdialog-new-backend-"));
  for (const [path, content] of Object.entries(await newBackendFiles(name))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  // Here `@sdialog/llm` is not built, so it is read from source.
  const conditions = ["@sdialog/source"];
  const resolve = { conditions, externalConditions: conditions };
  const config = { resolve, ssr: { resolve }, test: { execArgv: ["--conditions=@sdialog/source"] } };
  await writeFile(join(folder, "vitest.config.mjs"), `export default ${JSON.stringify(config)};`);
  await mkdir(join(folder, "node_modules", "@sdialog"), { recursive: true });
  await symlink(join(root, "packages/llm"), join(folder, "node_modules/@sdialog/llm"));
  await symlink(join(root, "node_modules/vitest"), join(folder, "node_modules/vitest"));
  return folder;
}

describe("newBackendFiles", () => {
  it("makes a package whose tests pass unedited", async () => {
    const folder = await written("my-provider");
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    const flags = [vitest, "run", "--reporter=json", "--outputFile=report.json"];
    // A failed run has a report too.
    await run(process.execPath, flags, { cwd: folder }).catch(() => undefined);
    const report = JSON.parse(await readFile(join(folder, "report.json"), "utf8")) as {
      readonly numPassedTests: number;
      readonly success: boolean;
    };
    expect(report.success).toBe(true);
    expect(report.numPassedTests).toBeGreaterThan(90);
    // A test run within a test run: minutes, where everybody wants the same two cores.
  }, 120_000);

  it("puts the name where it belongs, and leaves no placeholder", async () => {
    const files = await newBackendFiles("my-provider");
    expect(Object.keys(files)).toEqual([
      "README.md",
      "package.json",
      "src/index.test.ts",
      "src/index.ts",
      "src/protocol.ts",
    ]);
    expect(files["src/index.ts"]).toContain("export const myProviderBackend");
    expect(files["src/index.ts"]).toContain("MY_PROVIDER_API_KEY");
    expect(JSON.parse(files["package.json"] ?? "")).toMatchObject({ name: "sdialog-backend-my-provider" });
    expect(Object.values(files).join("\n")).not.toMatch(/__[A-Z]+__/);
  });

  it.each(["My", "my_provider", "", "-x", "../x"])("refuses the name %j", async (name) => {
    await expect(newBackendFiles(name)).rejects.toThrow(/cannot name a backend/);
  });
});
