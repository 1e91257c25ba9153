import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from "vitest";
import { runRecipe } from "../run/run-recipe.ts";
import { copyOfFolder } from "../testing/copy-of-folder.ts";
import { echoModel } from "../testing/echo-model.ts";
import { buryWriters, MortalDisk } from "../testing/mortal-disk.ts";
import { checkRun, repairRun } from "./check-run.ts";
import { runStatus } from "./run-status.ts";

const recipe = {
  kind: "dialogues",
  count: 4,
  seed: 7,
  model: "echo:1",
  maxTurns: 2,
  personas: [{ name: "Alice" }, { name: "Bob" }],
};
let finished: string;
afterAll(() => rm(finished, { recursive: true, force: true }));
beforeAll(async () => {
  finished = await mkdtemp(join(tmpdir(), "sdialog-repair-"));
  await runRecipe(recipe, { out: finished, models: { "echo:1": echoModel() } });
});

/** What is wrong in each file: a line within it, and its last one. */
const wrong = {
  "dialogues.jsonl": "-within",
  "usage.jsonl": "-used",
  "failures.jsonl": "-failed",
  "partial.calls": "-called",
};
const torn = '{"torn';

async function damaged(): Promise<string> {
  const out = await copyOfFolder(finished);
  for (const [name, line] of Object.entries(wrong)) {
    const path = join(out, name);
    await writeFile(path, `${line}\n${await readFile(path, "utf8")}${torn}`);
  }
  const results = join(out, "dialogues.jsonl");
  const lines = (await readFile(results, "utf8")).split("\n");
  // One of its results is gone, too.
  await writeFile(results, lines.toSpliced(2, 1).join("\n"));
  await appendFile(join(out, "index.txt"), "0 1");
  return out;
}

/** The files of which something is neither where it was nor beside it, or that are damaged and not told of. */
async function untold(out: string): Promise<readonly string[]> {
  const told = new Set((await checkRun(out)).map(({ file }) => file));
  const files: string[] = [];
  for (const [name, line] of Object.entries(wrong)) {
    const path = join(out, name);
    const [left, beside] = [
      await readFile(path, "utf8"),
      await readFile(`${path}.damaged`, "utf8").catch(() => ""),
    ];
    for (const text of [`${line}\n`, torn]) {
      if (left.includes(text) ? !told.has(name) : !beside.includes(text)) files.push(`${name}: ${text}`);
    }
  }
  return files;
}

// A sweep goes through all of them.
const steps = inject("sweeping") ? { half: 3, after: 1 } : { half: 9, after: 7 };

it.each(["half", "after"] as const)(
  "a repair that is killed at any write (%s) leaves a folder of which all is told, and the next one mends it",
  async (fault) => {
    const disk = await MortalDisk.install();
    onTestFinished(() => disk.uninstall());
    const first = await damaged();
    expect(await untold(first)).toEqual([]);
    const ended = await disk.live(() => repairRun(first));
    const writes = ended.how === "done" ? ended.writes : 0;
    expect(writes).toBeGreaterThan(20);
    const { done, pending } = await runStatus(first);
    expect([done, pending]).toEqual([3, 1]);
    for (let at = 1; at <= writes; at += steps[fault]) {
      const out = await damaged();
      expect(await disk.live(() => repairRun(out), { at, fault })).toEqual({ how: "killed" });
      await buryWriters(out);
      expect(await untold(out), `write ${at}`).toEqual([]);
      // A result that is gone is told of, or to be made.
      const left = await checkRun(out);
      expect((await runStatus(out)).pending, `write ${at}`).toBe(1);
      if (left.length > 0) await repairRun(out);
      expect(await checkRun(out), `write ${at}`).toEqual([]);
      expect(await untold(out), `write ${at}`).toEqual([]);
      expect(await runStatus(out), `write ${at}`).toMatchObject({ done, pending });
    }
  },
);
