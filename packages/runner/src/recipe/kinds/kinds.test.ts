import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sampleFolder } from "@sdialog/datasets-star";
import { scriptedModel } from "@sdialog/llm/testing";
import { runRecipe } from "../../run/run-recipe.ts";
import { readDialogs } from "../../testing/dialog-contents.ts";
import { echoModel } from "../../testing/echo-model.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";

const models = { "echo:1": echoModel() };

async function smallRun(folder: string): Promise<string> {
  const out = join(folder, "small");
  const recipe = {
    kind: "dialogues",
    count: 3,
    model: "echo:1",
    maxTurns: 4,
    personas: [{ name: "Ann" }, { name: "Bob" }],
  };
  await runRecipe(recipe, { out, models });
  return out;
}

describe("dialogues", () => {
  it("asks again for a message that was cut off, under the limit that the recipe or the speaker sets", async () => {
    const recipe = {
      kind: "dialogues",
      count: 1,
      concurrency: 1,
      model: "echo:1",
      maxTurns: 2,
      settings: { maxTokens: 8 },
      retryMaxTokens: 32,
      personas: [{ name: "Ann" }, { name: "Bob", agent: { retryMaxTokens: 64 } }],
    };
    const model = scriptedModel(
      ({ maxTokens = 0 }) =>
        maxTokens > 8 ? "A table for two, please." : { text: "A table for", finishReason: "length" },
      { id: "echo:1" },
    );
    await runRecipe(recipe, { out: await temporaryFolder(), models: { "echo:1": model } });
    expect(model.requests.map(({ maxTokens }) => maxTokens)).toEqual([8, 32, 8, 64]);
    const tooLow = runRecipe({ ...recipe, retryMaxTokens: 8 }, { out: await temporaryFolder(), models });
    await expect(tooLow).rejects.toThrow("retryMaxTokens: retryMaxTokens must be more than maxTokens");
  });

  it("gives orchestrators, context, openings and settings to the speakers, and scores what they say", async () => {
    const out = await temporaryFolder();
    const model = scriptedModel(
      (request) => `I am at message number ${request.messages.length}, and I say it slowly.`,
      { id: "echo:1" },
    );
    const summary = await runRecipe(
      {
        kind: "dialogues",
        count: 2,
        model: "echo:1",
        maxTurns: 4,
        settings: { temperature: 0.25 },
        personas: [
          { name: "Ann" },
          { type: "Doctor", name: "Bob", agent: { settings: { temperature: 0.5 } } },
        ],
        context: { location: ["a park", "a bus"], topics: ["birds", "trees"] },
        orchestrators: [{ type: "LengthOrchestrator", min: 4, max: 6 }],
        firstUtterance: "Nice day!",
        evaluate: ["mtld", "word-count"],
      },
      { out, models: { "echo:1": model } },
    );
    expect(summary).toMatchObject({ done: 2 });
    const [dialog] = await readDialogs(out);
    expect(dialog?.turns[0]).toEqual({ speaker: "Ann", text: "Nice day!" });
    expect(dialog?.context).toMatchObject({
      topics: ["birds", "trees"],
      location: expect.stringMatching(/park|bus/) as string,
    });
    expect(dialog?.events?.some(({ action }) => action === "instruct")).toBe(true);
    expect(dialog?.extra["scores"]).toEqual({ mtld: expect.any(Number) as number, "word-count": 35 });
    expect(new Set(model.requests.map(({ temperature }) => temperature))).toEqual(new Set([0.25, 0.5]));
  });
});

describe("evaluation", () => {
  it("scores the dialogues of a run", async () => {
    const folder = await temporaryFolder();
    const dialogs = await smallRun(folder);
    const out = join(folder, "scores");
    await runRecipe({ kind: "evaluation", dialogs, evaluate: ["turn-count", "word-count"] }, { out });
    const rows = (await readFile(join(out, "scores.jsonl"), "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(rows).toHaveLength(3);
    const ids = (await readDialogs(dialogs)).map(({ id }) => id);
    expect(rows.map((row) => (row as { dialog: string }).dialog).toSorted()).toEqual(ids.toSorted());
    expect(rows[0]).toMatchObject({ scores: { "turn-count": 4, "word-count": 20 } });
    await expect(
      runRecipe({ kind: "evaluation", dialogs, evaluate: ["turncount"] }, { out: join(folder, "x") }),
    ).rejects.toMatchObject({
      code: "recipe_invalid",
      hint: expect.stringContaining("turn-count") as string,
    });
  });
});

describe("paraphrase", () => {
  it("rewords the dialogues of a run, and knows where they come from", async () => {
    const folder = await temporaryFolder();
    const dialogs = await smallRun(folder);
    const out = join(folder, "reworded");
    const model = scriptedModel(
      // Numbers must survive a rewording, so everything that was said is said again.
      ({ messages }) => {
        const said = JSON.stringify(messages).match(/Message \d+ with seed \d+/g) ?? [];
        return JSON.stringify({
          turns: said.map((text, index) => ({ number: index + 1, text: `${text}, so to say` })),
        });
      },
      { id: "echo:2" },
    );
    const recipe = { kind: "paraphrase", dialogs, count: 2, model: "echo:2", evaluate: ["turn-count"] };
    const summary = await runRecipe(recipe, { out, models: { "echo:2": model } });
    expect(summary).toMatchObject({ done: 2, total: 2 });
    const originals = new Map((await readDialogs(dialogs)).map((dialog) => [dialog.id, dialog]));
    for (const dialog of await readDialogs(out)) {
      const original = originals.get(dialog.parentId ?? "");
      expect(dialog.turns.map(({ text }) => text)).toEqual(
        original?.turns.map(({ text }) => `${text.slice(0, -1)}, so to say`),
      );
      expect(dialog.extra["scores"]).toEqual({ "turn-count": 4 });
    }
  });
});

describe("star", () => {
  it("plays the scenarios of a corpus once more", async () => {
    const out = await temporaryFolder();
    const summary = await runRecipe(
      { kind: "star", path: sampleFolder, count: 2, model: "echo:1", maxTurns: 4, evaluate: ["turn-count"] },
      { out, models },
    );
    expect(summary).toMatchObject({ done: 2, total: 2 });
    const dialogs = await readDialogs(out);
    expect(new Set(dialogs.map(({ parentId }) => parentId)).size).toBe(2);
    expect(dialogs[0]?.speakers()).toEqual(["System", "User"]);
    expect(dialogs[0]?.scenario).toHaveProperty("WizardCapabilities");
    expect(dialogs[0]?.extra["scores"]).toEqual({ "turn-count": 4 });
  });
});
