import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Experience, type GeneratedExperience, seedExperience } from "@sdialog/generators";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { runRecipe } from "../../run/run-recipe.ts";
import { readDialogs } from "../../testing/dialog-contents.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";

const experience = (topic: string): Experience => ({
  ...seedExperience,
  personas: ["Ann", "Bo", "Cy"].map((name) => ({ ...seedExperience.personas[0]!, name })),
  topic,
  situation: `${topic.replace(" ", "")} brings everybody to place${topic.replace(" ", "")}.`,
  conversation_starter: `Is ${topic.replace(" ", "")} good?`,
});
/** Invents an experience, chooses a speaker, or speaks. */
const model = () =>
  scriptedModel(
    ({ output, messages, seed = 0 }) => {
      if (output?.name === "people" || output?.name === "experience")
        return JSON.stringify(experience(`topic ${seed}`));
      if (messages[0]?.content.includes("moderate")) return ["Ann", "Bo", "Cy"][seed % 3]!;
      return `Point ${seed} first: there is so much more to say about it. Really now.`;
    },
    { id: "x:y" },
  );
const base = { model: "x:y", count: 3, seed: 5 };
const rows = async (folder: string) =>
  (await readFile(join(folder, "experiences.jsonl"), "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as GeneratedExperience);

describe("experiences", () => {
  it("are made from one example a batch, those of an earlier run if wanted", async () => {
    const folder = await temporaryFolder();
    const [first, second] = [join(folder, "first"), join(folder, "second")];
    const models = { "x:y": model() };
    const recipe = { kind: "experiences", ...base, count: 4, participants: 3 };
    expect(await runRecipe(recipe, { out: first, models })).toMatchObject({ done: 4 });
    expect(new Set((await rows(first)).map(({ parentShot }) => parentShot)).size).toBe(1);
    await runRecipe(
      { ...recipe, count: 8, batch: 2, examples: "first/experiences.jsonl" },
      { out: second, models, base: folder },
    );
    const made = await rows(second);
    const shots = new Set(made.map(({ parentShot }) => parentShot));
    expect(shots.size).toBeGreaterThan(1);
    expect(shots.size).toBeLessThanOrEqual(4);
    expect(new Set(made.map(({ topic }) => topic)).size).toBe(8);
  });

  it("are tried again when the model does not keep to the form", async () => {
    const out = await temporaryFolder();
    const stubborn = scriptedModel(() => "No.", { id: "x:y" });
    const recipe = { kind: "experiences", ...base, count: 1, retries: 1 };
    const summary = await runRecipe(recipe, { out, models: { "x:y": stubborn } });
    expect(summary).toMatchObject({ failed: 1, reasons: { parse_error: 1 } });
    expect(stubborn.requests).toHaveLength(6);
  });
});

describe("group-chat", () => {
  it("plays out the experiences it is given, held short", async () => {
    const out = await temporaryFolder();
    const experiences = [experience("bread"), experience("chairs")];
    const recipe = {
      kind: "group-chat",
      ...base,
      experiences,
      style: "short",
      words: 12,
      evaluate: ["turn-count"],
    };
    expect(await runRecipe(recipe, { out, models: { "x:y": model() } })).toMatchObject({ done: 3 });
    const dialogs = await readDialogs(out);
    expect(dialogs.map(({ scenario }) => (scenario as unknown as Experience).topic).toSorted()).toEqual([
      "bread",
      "bread",
      "chairs",
    ]);
    for (const dialog of dialogs) {
      expect(dialog.length).toBe(10);
      expect(dialog.extra["scores"]).toEqual({ "turn-count": 10 });
      expect(dialog.turns[1]?.text).toMatch(/^Point \d+ first: there is so much more to say about it\.$/);
    }
  });

  it("invents an experience for every chat when it is given none", async () => {
    const out = await temporaryFolder();
    const recipe = {
      kind: "group-chat",
      ...base,
      generate: { participants: 3 },
      turnTaking: "random",
      opener: "silent",
      maxTurns: 4,
    };
    await runRecipe(recipe, { out, models: { "x:y": model() } });
    const dialogs = await readDialogs(out);
    expect(new Set(dialogs.map(({ scenario }) => (scenario as unknown as Experience).topic)).size).toBe(3);
    expect(dialogs.map(({ length }) => length)).toEqual([4, 4, 4]);
    expect(dialogs.flatMap((dialog) => dialog.speakers())).not.toContain("Moderator");
  });

  it("takes people from elsewhere, and says which are not people", async () => {
    const out = await temporaryFolder();
    const run = (people: object[]) =>
      runRecipe(
        { kind: "group-chat", ...base, generate: { participants: 2, people } },
        { out, models: { "x:y": model() } },
      );
    await expect(run([{ name: "Ann", description: "A baker." }])).rejects.toThrow("holds 1 people");
    await expect(run([{ name: 5 }])).rejects.toThrow("generate.people.0");
    const experiences = [{ topic: "bread" }];
    await expect(
      runRecipe({ kind: "group-chat", ...base, experiences }, { out, models: { "x:y": model() } }),
    ).rejects.toThrow("experiences.0.");
  });
});
