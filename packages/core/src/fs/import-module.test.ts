import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importModule } from "./import-module.ts";

let folder: string;
const loaded = globalThis as { loadedByTest?: string[] };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog import é-"));
  loaded.loadedByTest = [];
  const says = (what: string): string => `globalThis.loadedByTest.push(${JSON.stringify(what)});`;
  const installed = join(folder, "node_modules", "only-for-import");
  await mkdir(installed, { recursive: true });
  await mkdir(join(folder, "inner"));
  const files = {
    "plain.mjs": says("plain"),
    "broken.mjs": "throw new Error('boom');",
    "lacking.mjs": "import 'a-package-nobody-has';",
    "node_modules/only-for-import/main.mjs": says("package"),
    // Not to be had by `require`.
    "node_modules/only-for-import/package.json": JSON.stringify({
      name: "only-for-import",
      exports: { import: "./main.mjs" },
    }),
  };
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("importModule", () => {
  it("takes paths from the folder, and gives one that holds everywhere", async () => {
    expect(await importModule("./plain.mjs", folder)).toBe(join(folder, "plain.mjs"));
    expect(loaded.loadedByTest).toContain("plain");
    expect(await importModule("../plain.mjs", join(folder, "inner"))).toBe(join(folder, "plain.mjs"));
  });

  it("takes packages that are installed for the folder, or above it", async () => {
    expect(await importModule("only-for-import", join(folder, "inner"))).toBe("only-for-import");
    expect(loaded.loadedByTest).toContain("package");
  });

  it.each([[["--conditions=only-for-this"]], [["-C", "only-for-this"]], [["--conditions", "only-for-this"]]])(
    "resolves packages under the conditions of this process, such as %j",
    async (flags) => {
      const name = `conditional${flags.join("")}`;
      const installed = join(folder, "node_modules", name);
      await mkdir(installed);
      const exported = { "only-for-this": "./source.mjs", import: "./built.mjs" };
      await writeFile(join(installed, "package.json"), JSON.stringify({ name, exports: exported }));
      await writeFile(join(installed, "source.mjs"), `globalThis.loadedByTest.push("${name}");`);
      await writeFile(join(installed, "built.mjs"), "");
      const given = process.execArgv;
      try {
        process.execArgv = [...given, ...flags];
        await importModule(name, folder);
      } finally {
        process.execArgv = given;
      }
      expect(loaded.loadedByTest).toContain(name);
    },
  );

  it.each([
    ["./nowhere.mjs", "cannot be loaded: it was not found", "starts with ./ or /"],
    ["a-package-nobody-has", "cannot be loaded: it was not found", "Install the package there"],
    ["plain.mjs", "cannot be loaded: it was not found", "to load it, write ./plain.mjs"],
    ["./broken.mjs", "The module ./broken.mjs cannot be loaded: boom", undefined],
    ["./lacking.mjs", "a-package-nobody-has", undefined],
  ])("explains why %s cannot be loaded", async (name, message, hint) => {
    const failure = await importModule(name, folder).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "import_failed" });
    expect((failure as Error).message).toContain(message);
    if (hint === undefined) expect(failure).toMatchObject({ hint: undefined });
    else expect(failure).toMatchObject({ hint: expect.stringContaining(hint) as string });
  });
});
