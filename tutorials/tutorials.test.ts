import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import pLimit from "p-limit";
import { describe, expect, inject, it } from "vitest";

const run = promisify(execFile);
const scripts = globSync("tutorials/[0-9][0-9]-*.ts").sort();
// All of them in a sweep, else those that take least.
const lessons = inject("sweeping") ? scripts : scripts.filter((script) => /(?:14|15|23)-[^/]*$/.test(script));
// Two at a time: most of a lesson's time is a model computing.
const places = pLimit(2);

describe("tutorials", () => {
  it.concurrent.each(lessons)(
    "%s runs without a key, from an empty folder",
    (script) => places(() => expectToRun(resolve(script))),
    900_000,
  );

  it("have notebooks that are current, with the outputs of an execution", async () => {
    const { stdout } = await run(process.execPath, ["tools/notebooks.ts", "--check"]);
    expect(stdout).toContain(`${scripts.length} notebooks are current`);
  });
});

async function expectToRun(path: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tutorial-"));
  const { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE } = process.env;
  try {
    const { stdout, stderr } = await run(process.execPath, ["--conditions=@sdialog/source", path], {
      cwd: folder,
      env: { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE },
      timeout: 300_000,
    });
    expect(stderr).toBe("");
    expect(stdout.length).toBeGreaterThan(200);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
