import { sampleFolder } from "@sdialog/datasets-star";
import { seedExperience } from "@sdialog/generators";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { runRecipe } from "../../run/run-recipe.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";

const personas = ["Ann", "Bo"].map((name) => ({ ...seedExperience.personas[0]!, name }));
/** A small recipe of every kind that makes dialogues. */
const recipes: Readonly<Record<string, object>> = {
  dialogues: { maxTurns: 2, personas: [{ name: "Ann" }, { name: "Bo" }] },
  "group-chat": { maxTurns: 3, turnTaking: "alternate", experiences: [{ ...seedExperience, personas }] },
  interactions: {
    queries: ["A room?"],
    perPersona: 1,
    styleTransfer: "off",
    minTurns: 2,
    maxTurns: 4,
    user: { settings: { maxTokens: 8 } },
  },
  roleplay: {
    goals: ["Bake bread."],
    personas: ["a nurse"],
    maxTurns: 2,
    inquirer: { settings: { maxTokens: 8 } },
  },
  star: { path: sampleFolder, maxTurns: 2 },
};

describe("retryMaxTokens", () => {
  it.each(Object.keys(recipes))("has whoever was cut off asked for a longer message: %s", async (kind) => {
    const model = scriptedModel(
      ({ maxTokens = 0, output }) => {
        const said =
          output?.name === "feedback"
            ? '{"satisfied": false, "message": "More?"}'
            : 'I say: "A table for two."';
        return maxTokens > 8 ? said : { text: said.slice(0, 11), finishReason: "length" };
      },
      { id: "x:y" },
    );
    const common = {
      kind,
      count: 1,
      concurrency: 1,
      seed: 1,
      retries: 0,
      model: "x:y",
      settings: { maxTokens: 8 },
    };
    const run = async (more: object) => {
      const before = model.requests.length;
      await runRecipe(
        { ...common, ...recipes[kind], ...more },
        { out: await temporaryFolder(), models: { "x:y": model } },
      );
      return model.requests.slice(before).map(({ maxTokens }) => maxTokens);
    };
    const without = await run({});
    expect(new Set(without)).toEqual(new Set([8]));
    const limits = await run({ retryMaxTokens: 64 });
    expect(new Set(limits)).toEqual(new Set([8, 64]));
    expect(limits.filter((limit) => limit === 64).length).toBeGreaterThanOrEqual(2);
  });
});
