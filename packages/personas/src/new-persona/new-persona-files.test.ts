import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { InvalidArgumentError } from "@sdialog/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { newPersonaFiles } from "./new-persona-files.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../../..", import.meta.url));
const installed = {
  "@sdialog/personas": "packages/personas",
  "@types/node": "node_modules/@types/node",
  zod: "packages/personas/node_modules/zod",
};

/** Writes the package to a folder of its own, with this workspace's packages installed into it. */
async function writePackage(files: Readonly<Record<string, string>>): Promise<string> {
  const target = await mkdtemp(path.join(tmpdir(), "sdialog-persona-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(target, name)), { recursive: true });
    await writeFile(path.join(target, name), text);
  }
  for (const [name, source] of Object.entries(installed)) {
    const link = path.join(target, "node_modules", name);
    await mkdir(path.dirname(link), { recursive: true });
    await symlink(path.join(root, source), link);
  }
  return target;
}

describe("newPersonaFiles", () => {
  it("gives a package that compiles and passes its own tests as it is", async () => {
    const folder = await writePackage(newPersonaFiles("TaxiDriver"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const conditions = "@sdialog/source";
    const compiler = path.join(root, "node_modules/typescript-7/bin/tsc");
    const compiled = run(process.execPath, [compiler, "--noEmit", "--customConditions", conditions], {
      cwd: folder,
    });
    expect((await compiled.catch((error: { readonly stdout: string }) => error)).stdout).toBe("");
    const { stdout } = await run(
      process.execPath,
      [`--conditions=${conditions}`, "--test", "src/*.test.ts"],
      {
        cwd: folder,
        env: { ...process.env, NODE_TEST_CONTEXT: undefined, NODE_OPTIONS: `--conditions=${conditions}` },
      },
    );
    expect(stdout).toMatch(/pass 3\n[^]*fail 0/);
  });

  it("names everything after the class", () => {
    const files = newPersonaFiles("TaxiDriver");
    expect(Object.keys(files)).toContain("src/taxi-driver.ts");
    expect(JSON.parse(files["package.json"] as string)).toMatchObject({
      name: "sdialog-persona-taxi-driver",
    });
    expect(files["src/index.ts"]).toBe('export { TaxiDriver } from "./taxi-driver.ts";\n');
  });

  it.each(["", "librarian", "Tax Driver", "../Evil", 'X"'])("refuses %j as the name of a class", (name) => {
    expect(() => newPersonaFiles(name)).toThrow(InvalidArgumentError);
  });
});
