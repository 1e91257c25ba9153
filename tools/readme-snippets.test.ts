import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readmeSnippets } from "./readme-snippets.ts";

const run = promisify(execFile);
// Inside the repository, so that the packages resolve; ignored by git.
const folder = resolve(".snippets");
const snippets = readmeSnippets().map((snippet) => ({
  ...snippet,
  path: join(folder, `${snippet.file.replaceAll(/[^a-zA-Z0-9]+/g, "-")}-${snippet.line}.ts`),
}));
let workplace: string;

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  workplace = await mkdtemp(join(tmpdir(), "snippets-"));
  for (const { path, code } of snippets) await writeFile(path, `${code}\nexport {};\n`);
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: "../tsconfig.base.json", include: ["*.ts"] }),
  );
});

afterAll(async () => {
  await rm(workplace, { recursive: true, force: true });
});

describe("code blocks of the documentation", () => {
  it("compile", async () => {
    const compiled = await run(process.execPath, [
      "node_modules/typescript-7/bin/tsc",
      "--noEmit",
      "-p",
      folder,
    ]).catch((error: { stdout: string }) => error);
    expect(compiled.stdout).toBe("");
  });

  it.each(snippets.filter(({ runs }) => runs))("run: $file:$line", async ({ path }) => {
    // In an empty folder of their own: what they write is thrown away, and they have no key to use.
    const { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE } = process.env;
    await run(process.execPath, ["--conditions=@sdialog/source", path], {
      cwd: workplace,
      env: { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE },
      timeout: 240_000,
    });
  });
});
