import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { expect, it } from "vitest";
import { runRecipe } from "../run/run-recipe.ts";
import { echoModel } from "../testing/echo-model.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { readSource } from "./read-source.ts";

it("reads runs, files and dialogues at hand in any mixture, as often as wanted", async () => {
  const base = await temporaryFolder();
  const run = join(base, "run");
  await runRecipe(
    {
      kind: "dialogues",
      count: 2,
      seed: 7,
      model: "echo:1",
      maxTurns: 2,
      concurrency: 1,
      personas: [{ name: "Ann" }, { name: "Bob" }],
    },
    { out: run, models: { "echo:1": echoModel() } },
  );
  const own = new Dialog({ id: "own", turns: [{ speaker: "Ann", text: "Hello." }] });
  const file = join(base, "more.jsonl");
  await writeFile(file, `${JSON.stringify({ ...own.toJSON(), id: "filed" })}\n`);
  const made = (await Array.fromAsync(readSource(run))).map(({ id }) => id);
  expect(made).toHaveLength(2);
  const source = readSource([own, run, file]);
  for (const _ of ["first", "again"])
    expect((await Array.fromAsync(source)).map(({ id }) => id)).toEqual(["own", ...made, "filed"]);
});
