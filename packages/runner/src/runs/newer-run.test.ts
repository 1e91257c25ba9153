import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { resumeRun } from "../run/resume-run.ts";
import { retryFailed } from "../run/retry-failed.ts";
import { runRecipe } from "../run/run-recipe.ts";
import { runShard } from "../run/run-shard.ts";
import { echoModel } from "../testing/echo-model.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { checkRun, repairRun } from "./check-run.ts";
import { listRuns, showRun } from "./list-runs.ts";
import { mergeRuns } from "./merge-runs.ts";

const models = { "echo:1": echoModel() };
const recipe = {
  kind: "dialogues",
  count: 2,
  model: "echo:1",
  maxTurns: 2,
  personas: [{ name: "Alice" }, { name: "Bob" }],
};

const doors: Readonly<Record<string, (folder: string) => Promise<unknown>>> = {
  run: (out) => runRecipe(recipe, { out, models }),
  resume: (out) => resumeRun(out, { models }),
  retry: (out) => retryFailed(out, { models }),
  shard: (out) => runShard(out, { index: 0, of: 2 }, { models }),
  merge: (out) => mergeRuns(`${out}-all`, [out]),
  check: (out) => checkRun(out),
  repair: (out) => repairRun(out),
  show: (out) => showRun(out),
  list: (out) => listRuns(out),
};

async function holding(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).toSorted();
  return Promise.all(names.map(async (name) => `${name} ${await readFile(join(folder, name), "utf8")}`));
}

it.each(Object.entries(doors))(
  "a folder that a later version made is refused by %s, and left as it is",
  async (_name, open) => {
    const out = join(await temporaryFolder(), "run");
    await runRecipe(recipe, { out, models });
    const path = join(out, "manifest.json");
    const manifest = await readFile(path, "utf8");
    await writeFile(path, manifest.replace('"format": 1', '"format": 2'));
    const before = await holding(out);
    await expect(open(out)).rejects.toMatchObject({
      code: "store_newer",
      message: expect.stringContaining("format 2; this one knows 1") as string,
    });
    expect(await holding(out)).toEqual(before);
  },
);
