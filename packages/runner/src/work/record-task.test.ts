import { register } from "@sdialog/core";
import * as z from "zod";
import { expect, it } from "vitest";
import { readSource } from "../dialogs/read-source.ts";
import { commonFields } from "../recipe/common-fields.ts";
import type { RecipeKind } from "../recipe/recipe-kind.ts";
import { runRecipe } from "../run/run-recipe.ts";
import { checkRun } from "../runs/check-run.ts";
import { readFailures } from "../store/read-failures.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

const schema = z.strictObject({ kind: z.literal("mute"), ...commonFields });
const said = { turns: [{ speaker: "Ann", text: "Hello." }] };
const odd = [said, { turns: [], stopReason: "stop_signal" }, { turns: "none" }, {}, said];

/** Dialogues as a kind of somebody's own may make them. */
const mute: RecipeKind<z.output<typeof schema>, z.input<typeof schema>> = {
  name: "mute",
  description: "Says nothing now and then",
  from: "here",
  schema,
  results: { file: "dialogues.jsonl", dialogs: true },
  create: () => ({
    count: odd.length,
    seed: (index) => index,
    run: async (index) => ({ made: odd[index] as object }),
    models: [],
    perTask: { calls: 0, inputTokens: 0, outputTokens: 0 },
  }),
};
register("recipe", mute);

it("writes nothing that cannot be read from the run afterwards", async () => {
  const out = await temporaryFolder();
  for (const _ of ["begun", "resumed"])
    expect(await runRecipe({ kind: "mute", count: odd.length, model: "echo:1" }, { out })).toMatchObject({
      done: 2,
      failed: 3,
    });
  expect(await checkRun(out)).toEqual([]);
  expect(await Array.fromAsync(readSource(out))).toHaveLength(2);
  const failures = await Array.fromAsync(readFailures(out));
  expect(failures.map(({ task, data }) => [task.index, data])).toEqual(
    [1, 2, 3].map((index) => [index, odd[index]]),
  );
});
