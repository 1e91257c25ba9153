import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { ModelError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
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

it.each([
  [0, []],
  [1, ["1 dialogue failed and is left out (failures.jsonl)"]],
  [2, ["2 dialogues failed and are left out (failures.jsonl)"]],
])("notes that %i tasks of a run failed", async (failures, expected) => {
  const out = join(await temporaryFolder(), "run");
  let calls = 0;
  const model = scriptedModel(() => {
    if (calls++ >= failures) return "Hm.";
    throw new ModelError("no", { kind: "invalid_request", model: "frail:1" });
  });
  const tries = { retries: 0, modelRetries: 0, concurrency: 1 };
  const recipe = { kind: "dialogues", count: 3, model: "frail:1", maxTurns: 2, ...tries, personas: [{}, {}] };
  await runRecipe(recipe, { out, models: { "frail:1": model } });
  const notes: (readonly [string, string])[] = [];
  const onNote = (note: string, source: string) => void notes.push([note, source]);
  expect(await Array.fromAsync(readSource(out, { onNote }))).toHaveLength(3 - failures);
  expect(notes).toEqual(expected.map((note) => [note, out]));
});

it("a run of something else than dialogues has none, and says what it has", async () => {
  const base = await temporaryFolder();
  const turns = [{ speaker: "Ann", text: "Hello." }];
  await writeFile(join(base, "talk.jsonl"), `${JSON.stringify({ id: 1, turns })}\n`);
  const out = join(base, "scores");
  await runRecipe({ kind: "evaluation", dialogs: "talk.jsonl", evaluate: ["turn-count"] }, { out, base });
  await expect(Array.fromAsync(readSource(out))).rejects.toMatchObject({
    code: "invalid_argument",
    message: `${out} holds no dialogues but evaluation`,
  });
});
