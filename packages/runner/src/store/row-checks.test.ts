import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDialogs } from "../dialogs/open-dialogs.ts";
import { readSource } from "../dialogs/read-source.ts";
import { resumeRun } from "../run/resume-run.ts";
import { runRecipe } from "../run/run-recipe.ts";
import { checkRun, repairRun } from "../runs/check-run.ts";
import { runStatus } from "../runs/run-status.ts";
import { copyOfFolder } from "../testing/copy-of-folder.ts";
import { dialogContents } from "../testing/dialog-contents.ts";
import { echoModel } from "../testing/echo-model.ts";
import { sizesOf } from "./find-losses.ts";
import { writeLengths } from "./lengths-file.ts";
import { formatIndexEntry } from "./result-index.ts";

const models = () => ({ "echo:1": echoModel() });
const results = "dialogues.jsonl";

let folder: string;
let whole: string;
let contents: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-rows-"));
  whole = join(folder, "whole");
  const recipe = { kind: "dialogues", count: 4, seed: 7, model: "echo:1", maxTurns: 2, concurrency: 1 };
  const personas = [{ name: "Alice" }, { name: "Bob" }];
  await runRecipe({ ...recipe, personas }, { out: whole, models: models() });
  contents = await dialogContents(whole);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Row = Record<string, unknown> & { readonly task: { readonly key: string } };

const changes: Readonly<Record<string, (row: Row) => unknown>> = {
  "of another run": (row) => ({ ...row, task: { ...row.task, key: "0".repeat(32) } }),
  "of another task by its place": (row) => ({ ...row, task: { ...row.task, index: 3 } }),
  "a task alone": ({ task }) => ({ task }),
  "without turns": (row) => ({ ...row, turns: [] }),
  "with null for its turns": (row) => ({ ...row, turns: null }),
  "with a number for what is said": (row) => ({ ...row, turns: [{ speaker: "Alice", text: 7 }] }),
  "zeros for the most part": (row) => "\0".repeat(400) + JSON.stringify(row).slice(400),
};

/** A copy of the run with its first result changed, and an index that fits and is the newest of its files. */
async function changed(change: (row: Row) => unknown): Promise<string> {
  const copy = await copyOfFolder(whole);
  const lines = (await readFile(join(copy, results), "utf8")).trimEnd().split("\n");
  const row = change(JSON.parse(lines[0] as string) as Row);
  lines[0] = typeof row === "string" ? row : JSON.stringify(row);
  await writeFile(join(copy, results), `${lines.join("\n")}\n`);
  let offset = 0;
  let index = "";
  for (const [at, line] of lines.entries()) {
    const length = Buffer.byteLength(line) + 1;
    index += formatIndexEntry({ variant: 0, index: at, offset, length });
    offset += length;
  }
  await writeFile(join(copy, "index.txt"), index);
  const { failures = 0, partial = 0, substitutes = 0, usage = 0 } = await sizesOf(copy, results);
  await writeLengths(copy, { results: offset, index: index.length, failures, partial, substitutes, usage });
  return copy;
}

it("leaves what a run wrote itself", async () => {
  const copy = await changed((row) => row);
  expect(await checkRun(copy)).toEqual([]);
  expect(await runStatus(copy)).toMatchObject({ done: 4, damage: [] });
});

describe.each(Object.entries(changes))(
  "a result that is %s, under an index and lengths that fit",
  (_, change) => {
    it("counts for nothing, and is refused by whoever reads the run", async () => {
      const copy = await changed(change);
      const found = { file: results, line: 1, problem: expect.any(String) as string };
      expect(await checkRun(copy)).toEqual([found]);
      expect(await runStatus(copy)).toMatchObject({ done: 3, pending: 1, damage: [found] });
      await expect(Array.fromAsync(readSource(copy))).rejects.toMatchObject({ code: "data_format", line: 1 });
      const dialogs = await openDialogs(copy);
      await expect(dialogs.get(0)).rejects.toMatchObject({ code: "data_format" });
      await dialogs.close();
    });

    it("is set aside, and its task is done again when the run goes on", async () => {
      const resumed = await changed(change);
      expect(await resumeRun(resumed, { models: models() })).toMatchObject({ end: "complete", done: 4 });
      const repaired = await changed(change);
      expect(await repairRun(repaired)).toContainEqual(expect.objectContaining({ file: results, line: 1 }));
      await resumeRun(repaired, { models: models() });
      for (const out of [resumed, repaired]) {
        expect(await readdir(out)).toContain(`${results}.damaged`);
        expect(await dialogContents(out)).toEqual(contents);
        expect(await checkRun(out)).toEqual([]);
      }
    });
  },
);
