import { cp, lstat, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-links-"));
  const recipe = { kind: "dialogues", model: "local:pocket", count: 2, maxTurns: 2, personas: [{}, {}] };
  await writeFile(join(cwd, "recipe.json"), JSON.stringify(recipe));
  for (const out of ["whole", "other"])
    expect((await runInMemory(["run", "recipe.json", "--out", out, "--json"], { cwd })).status).toBe(0);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const links = [
  "dialogues.jsonl.damaged",
  "dialogues.jsonl.new",
  "usage.jsonl",
  "failures.jsonl",
  "index.txt",
  "partial.calls.new",
  "log.txt",
  "audio/1.wav",
  "shards/0-of-2",
];
const commands: readonly (readonly [string, ...string[]])[] = [
  ["doctor", "run", "--repair"],
  ["resume", "run"],
  ["retry-failed", "run"],
  ["run", "recipe.json", "--out", "run"],
  ["shard", "run", "0/2"],
  ["merge", "run", "other"],
];
const mine = "mine, without an end";

/** Somebody's damaged run in `run`, in which `name` leads to a file of one's own. */
async function linked(name: string): Promise<string> {
  const [run, outside] = [join(cwd, "run"), join(cwd, "outside.txt")];
  await rm(run, { recursive: true, force: true });
  await cp(join(cwd, "whole"), run, { recursive: true });
  await writeFile(join(run, "dialogues.jsonl"), "touch /tmp/x\n", { flag: "a" });
  await writeFile(outside, mine);
  await rm(join(run, name), { force: true });
  await mkdir(join(run, name, ".."), { recursive: true });
  await symlink(outside, join(run, name));
  return outside;
}

// What a folder of links is on Windows takes rights that a test may not have.
describe.skipIf(process.platform === "win32")("a run's folder with a link in it", () => {
  it.each(commands)("%s refuses it, and leaves what is outside as it is", async (...command) => {
    for (const name of links) {
      const outside = await linked(name);
      const { status, err } = await runInMemory(command, { cwd });
      expect.soft(status, name).not.toBe(0);
      expect.soft(err, name).toContain(`write through the link ${name} to `);
      expect.soft(await readFile(outside, "utf8"), name).toBe(mine);
    }
  });

  it("is mended when it is trusted, but what takes a file's place takes that of a link, too", async () => {
    const outside = await linked("dialogues.jsonl.new");
    expect((await runInMemory(["doctor", "run", "--repair", "--trust"], { cwd })).status).toBe(0);
    expect(await readFile(outside, "utf8")).toBe(mine);
    expect((await lstat(join(cwd, "run/dialogues.jsonl"))).isFile()).toBe(true);
  });

  it("keeps nothing beside through a link, even when it is trusted", async () => {
    const outside = await linked("dialogues.jsonl.damaged");
    const { status, err } = await runInMemory(["doctor", "run", "--repair", "--trust"], { cwd });
    expect(status).not.toBe(0);
    expect(err).toContain("dialogues.jsonl.damaged is a link");
    expect(await readFile(outside, "utf8")).toBe(mine);
    expect(await readFile(join(cwd, "run/dialogues.jsonl"), "utf8")).toContain("touch /tmp/x");
  });
});
