import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { resumeRun } from "../run/resume-run.ts";
import { runRecipe } from "../run/run-recipe.ts";
import { checkRun } from "../runs/check-run.ts";
import { copyOfFolder } from "../testing/copy-of-folder.ts";
import { callsOf, dialogContents } from "../testing/dialog-contents.ts";
import { echoModel } from "../testing/echo-model.ts";
import { buryWriters, MortalDisk } from "../testing/mortal-disk.ts";
import { RunStore } from "./run-store.ts";

const recipe = {
  kind: "dialogues",
  count: 4,
  seed: 7,
  model: "echo:1",
  maxTurns: 2,
  personas: [{ name: "Alice" }, { name: "Bob" }],
};
const models = { "echo:1": echoModel() };
let finished: string;
beforeAll(async () => {
  finished = await mkdtemp(join(tmpdir(), "sdialog-mend-"));
  await runRecipe(recipe, { out: finished, models });
});
afterAll(() => rm(finished, { recursive: true, force: true }));

/** The run with one result that is gone, one whose line is damaged, and a damaged line in each other file. */
async function damaged(): Promise<string> {
  const out = await copyOfFolder(finished);
  const results = join(out, "dialogues.jsonl");
  const [, second = "", ...others] = (await readFile(results, "utf8")).split("\n");
  await writeFile(results, [`-${second.slice(1)}`, ...others].join("\n"));
  for (const name of ["usage.jsonl", "failures.jsonl", "partial.calls"])
    await writeFile(join(out, name), `-\n${await readFile(join(out, name), "utf8")}`);
  return out;
}

it.each(["half", "after"] as const)(
  "a folder that is mended again after its writer was killed at a write (%s) counts every call that is made again",
  async (fault) => {
    const disk = await MortalDisk.install();
    onTestFinished(() => disk.uninstall());
    const [whole, calls] = [await dialogContents(finished), await callsOf(finished)];
    const open = (out: string) => disk.live(async () => (await RunStore.open(out)).close());
    const ended = await open(await damaged());
    const writes = ended.how === "done" ? ended.writes : 0;
    expect(writes).toBeGreaterThan(20);
    for (let at = 1 + (fault === "half" ? 1 : 0); at <= writes; at += 4) {
      const out = await damaged();
      await disk.live(async () => (await RunStore.open(out)).close(), { at, fault });
      await buryWriters(out);
      expect(await resumeRun(out, { models }), `write ${at}`).toMatchObject({ done: 4, end: "complete" });
      expect(await dialogContents(out)).toEqual(whole);
      expect(await callsOf(out), `write ${at}`).toHaveLength(calls.length + 2 * 2);
      expect(await checkRun(out), `write ${at}`).toEqual([]);
    }
  },
);
