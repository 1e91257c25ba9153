import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { executionFieldNames } from "../recipe/common-fields.ts";
import { loadRecipe } from "../recipe/load-recipe.ts";
import { dialogContents } from "../testing/dialog-contents.ts";
import { echoModel } from "../testing/echo-model.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { loadRun } from "./load-run.ts";
import { resumeRun } from "./resume-run.ts";
import { runRecipe } from "./run-recipe.ts";

const recipe = {
  kind: "dialogues",
  count: 3,
  seed: 7,
  model: "echo:1",
  maxTurns: 2,
  concurrency: 1,
  personas: [{ name: "Alice" }, { name: "Bob", role: ["customer", "tourist"] }],
};
const models = { "echo:1": echoModel() };
const manifestOf = async (folder: string): Promise<string> => readFile(join(folder, "manifest.json"), "utf8");

describe("a run that is gone on with under changes", () => {
  it("makes what it would have made with them from the beginning, and keeps them", async () => {
    const [out, other] = [await temporaryFolder(), await temporaryFolder()];
    const summary = await runRecipe({ ...recipe, budget: { tokens: 1 } }, { out, models });
    expect(summary).toMatchObject({ end: "budget", pending: 2 });
    const overrides = ["budget.tokens=90000", "count=5", "concurrency=2", "name=longer"];
    expect(await resumeRun(out, { overrides, models })).toMatchObject({
      end: "complete",
      done: 5,
      name: "longer",
    });
    await runRecipe({ ...recipe, count: 5 }, { out: other, models });
    expect(await dialogContents(out)).toEqual(await dialogContents(other));
    const { variants } = await loadRun(out);
    expect(variants[0]?.recipe).toMatchObject({ count: 5, concurrency: 2, budget: { tokens: 90_000 } });
    // From here on without saying so again.
    expect(await resumeRun(out, { models })).toMatchObject({ end: "complete", done: 5 });
  });

  it("changes all variants of a sweep", async () => {
    const out = await temporaryFolder();
    const loaded = await loadRecipe({ ...recipe, budget: { tokens: 1 } }, { overrides: ["seed=1,2"] });
    expect(await runRecipe(loaded, { out, models })).toMatchObject({ end: "budget", pending: 5 });
    expect(await resumeRun(out, { overrides: ["budget={}"], models })).toMatchObject({
      end: "complete",
      done: 6,
    });
    const { variants } = await loadRun(out);
    expect(variants.map(({ recipe: one }) => [one.seed, one.budget])).toEqual([
      [1, {}],
      [2, {}],
    ]);
  });

  it("is refused every field that its results depend on, and lets all others be", async () => {
    const out = await temporaryFolder();
    await runRecipe(recipe, { out, models });
    const before = await manifestOf(out);
    const { variants } = JSON.parse(before) as { variants: { recipe: object }[] };
    const fields = Object.entries(variants[0]?.recipe ?? {});
    const refused: string[] = [];
    for (const [name, value] of fields) {
      const overrides = [`${name}=${JSON.stringify(value)}`];
      const { code } = await loadRun(out, { overrides }).then(
        () => ({ code: "" }),
        (error: { code: string }) => error,
      );
      if (code !== "") refused.push(name);
    }
    expect(refused).toEqual(
      fields.map(([name]) => name).filter((name) => !executionFieldNames.includes(name)),
    );
    expect(refused).toContain("seed");
    await expect(resumeRun(out, { overrides: ["seed=8"], models })).rejects.toMatchObject({
      code: "recipe_invalid",
      place: "seed",
    });
    expect(await manifestOf(out)).toBe(before);
  });

  it("has run no module of its folder before that is trusted, whatever is changed", async () => {
    const out = await temporaryFolder();
    const module = join(out, "runs.mjs");
    await writeFile(module, "globalThis.wasRun = (globalThis.wasRun ?? 0) + 1;\n");
    const counted = globalThis as { wasRun?: number };
    await runRecipe(recipe, { out: join(out, "run"), models });
    const text = await manifestOf(join(out, "run"));
    await writeFile(
      join(out, "run", "manifest.json"),
      text.replace(/"imports": \[\]/, `"imports": [${JSON.stringify(module)}]`),
    );
    for (const overrides of [["imports=[]"], ["count=4"]])
      await expect(resumeRun(join(out, "run"), { overrides, models })).rejects.toMatchObject({
        code: "store_untrusted",
      });
    expect(counted.wasRun).toBeUndefined();
    await resumeRun(join(out, "run"), { overrides: ["count=4"], models, trust: true });
    expect(counted.wasRun).toBe(1);
    delete counted.wasRun;
  });

  it("is not the run of a recipe that was changed in the folder", async () => {
    const out = await temporaryFolder();
    await runRecipe(recipe, { out, models });
    await writeFile(join(out, "manifest.json"), (await manifestOf(out)).replace('"seed": 7', '"seed": 8'));
    await expect(loadRun(out, { overrides: ["count=4"] })).rejects.toMatchObject({ code: "data_format" });
  });
});
