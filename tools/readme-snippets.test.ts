import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
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

  // One process reads a document from top to bottom, as a reader would: most of a block's time is loading the packages.
  it.each([...new Set(snippets.filter(({ runs }) => runs).map(({ file }) => file))])(
    "run: %s",
    async (file) => {
      const blocks = snippets.filter((snippet) => snippet.file === file && snippet.runs);
      const reader = join(folder, `${basename(blocks[0]?.path ?? "", ".ts")}.reader.mjs`);
      await writeFile(reader, readerOf(blocks));
      // In an empty folder of their own: what they write is thrown away, and they have no key to use.
      const { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE } = process.env;
      await run(process.execPath, ["--conditions=@sdialog/source", reader], {
        cwd: await mkdtemp(join(workplace, "document-")),
        env: { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE },
        timeout: 280_000,
      });
    },
  );
});

/** A program that runs blocks one after another, and says at which line of the document one failed. */
function readerOf(blocks: readonly (typeof snippets)[number][]): string {
  const steps = blocks.map(
    ({ file, line, path }) =>
      `await import(${JSON.stringify(pathToFileURL(path).href)}).catch((error) => { console.error(${JSON.stringify(`${file}:${line}`)}); throw error; });`,
  );
  // A server that a block left open keeps nobody waiting.
  return [...steps, "process.exit();"].join("\n");
}
