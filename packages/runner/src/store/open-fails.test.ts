import { existsSync, readdirSync, readlinkSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { scriptedModel } from "@sdialog/llm/testing";
import { expect, it, onTestFinished } from "vitest";
import { resumeRun } from "../run/resume-run.ts";
import { runRecipe } from "../run/run-recipe.ts";
import { echoModel } from "../testing/echo-model.ts";
import { buryWriters, MortalDisk } from "../testing/mortal-disk.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { readManifest } from "./manifest.ts";
import { storeFiles } from "./row-checks.ts";
import { RunStore } from "./run-store.ts";

const recipe = {
  kind: "dialogues",
  count: 2,
  model: "echo:0",
  maxTurns: 2,
  personas: [{ name: "Ann" }, { name: "Bob" }],
};

it.skipIf(!existsSync("/proc/self/fd"))(
  "a folder that cannot be opened leaves no file open, wherever it fails",
  async () => {
    const folder = await temporaryFolder();
    await runRecipe(recipe, { out: folder, models: { "echo:0": echoModel() } });
    const manifest = { ...(await readManifest(folder)), name: "anew" };
    const disk = await MortalDisk.install();
    onTestFinished(() => disk.uninstall());
    const open = async (): Promise<void> => (await RunStore.open(folder, manifest)).close();
    const sound = await disk.live(open);
    const writes = sound.how === "done" ? sound.writes : 0;
    expect(writes).toBeGreaterThan(8);
    for (let at = 1; at <= writes; at++) {
      // So that there is something to be written in each of them.
      await rm(join(folder, storeFiles.index), { force: true });
      await disk.live(open, { at, fault: "full" });
      expect(openFiles(folder), `write ${at}`).toEqual([]);
      await buryWriters(folder);
    }
  },
);

it.skipIf(!existsSync("/proc/self/fd"))("a folder that is taken away leaves no file open", async () => {
  const folder = await temporaryFolder();
  const model = scriptedModel(async () => {
    await rm(folder, { recursive: true, force: true });
    return "Hi.";
  });
  const run = runRecipe(recipe, { out: folder, models: { "echo:0": model }, syncEveryMs: 0 });
  await expect(run).rejects.toMatchObject({ code: "store_missing" });
  expect(openFiles(folder)).toEqual([]);
});

it.skipIf(!existsSync("/proc/self/fd"))("a run whose inputs have changed leaves no file open", async () => {
  const folder = await temporaryFolder();
  const source = join(folder, "dialogs.jsonl");
  const out = join(folder, "run");
  await writeFile(source, '{"turns":[{"speaker":"Ann","text":"One"}]}\n');
  await runRecipe({ kind: "evaluation", dialogs: source, evaluate: ["turn-count"] }, { out });
  await writeFile(source, '{"turns":[{"speaker":"Ann","text":"Two"}]}\n');
  await expect(resumeRun(out)).rejects.toMatchObject({ code: "inputs_changed" });
  expect(openFiles(folder)).toEqual([]);
});

function openFiles(folder: string): string[] {
  return readdirSync("/proc/self/fd").flatMap((name) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${name}`);
      return path.startsWith(folder) ? [path] : [];
    } catch {
      return [];
    }
  });
}
