import type { TaskContext } from "@sdialog/generators/plan";
import { Random } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { expect, it } from "vitest";
import { checkRecipe } from "./check-recipe.ts";
import { loadRecipe } from "./load-recipe.ts";
import type { ModelSpec } from "./model-spec.ts";
import { type NoiseField, noiseField, noiseModels, noiseOf } from "./noise-fields.ts";

const recipe = { kind: "interactions", count: 1, queries: ["a"] };
const context = {
  model: async () => scriptedModel(() => "<message>wat</message>"),
} as unknown as TaskContext<ModelSpec>;

it.each<[object, "rules" | "semantic" | undefined]>([
  [{}, undefined],
  [{ type: "none", rules: ["typo"], activation: 1 }, undefined],
  [{ type: "rules" }, "rules"],
  [{ rules: ["swap"] }, "rules"],
  [{ rules: ["typo"], activation: 1 }, "rules"],
  [{ type: "semantic" }, "semantic"],
  [{ applyTo: "opening" }, "semantic"],
  [{ model: "local:pocket", activation: 1 }, "semantic"],
  [{ settings: { temperature: 1 } }, "semantic"],
])("of %j is %s", async (given, type) => {
  const field: NoiseField = noiseField.parse(given);
  const noise = await noiseOf(field, "local:pocket", context);
  expect(noise !== undefined).toBe(type !== undefined);
  expect(noiseModels(field, "x:y")).toHaveLength(type === "semantic" ? 1 : 0);
  // Only semantic noise has a prompt.
  expect(noise?.prompts !== undefined).toBe(type === "semantic");
});

it("disturbs as many messages as the library does where nobody says how many", async () => {
  const noise = await noiseOf(noiseField.parse({ rules: ["swap"] }), "local:pocket", context);
  const random = new Random(1);
  for (let index = 0; index < 20; index++) {
    const { record } = await (noise as NonNullable<typeof noise>).apply("What a nice day it is today", {
      random: random.fork(String(index)),
      index,
    } as never);
    expect(record).toMatchObject({ type: "rules" });
  }
});

it.each([
  [{ activation: 0.5 }, "activation alone"],
  [{ rules: ["typo"], model: "local:pocket" }, "rules are given, and model"],
])("asks for a type where %j does not tell", (noise, why) => {
  expect(() => checkRecipe({ ...recipe, noise })).toThrow(
    `noise.type: is missing, and can be rules, semantic or none: `,
  );
  expect(() => checkRecipe({ ...recipe, noise })).toThrow(why);
});

const chat = { kind: "group-chat", count: 1 };

it.each<[Readonly<Record<string, unknown>>, string]>([
  [{ ...recipe, noise: { type: "semantic", rules: ["typo"] } }, "noise.rules"],
  [{ ...recipe, noise: { rules: ["typo"], type: "rules", applyTo: "opening" } }, "noise.applyTo"],
  [{ ...recipe, noise: { type: "rules", settings: { temperature: 1 } } }, "noise.settings"],
  [{ ...recipe, personas: ["a nurse"], bank: { distance: 2 } }, "bank"],
  [{ ...chat, words: 10 }, "words"],
  [{ ...chat, turnTaking: "random", selector: "local:pocket" }, "selector"],
  [{ ...chat, experiences: "made.jsonl", generate: { batch: 2 } }, "generate"],
])("refuses a field that does nothing: %j", async (written, field) => {
  await expect(loadRecipe(written, { settingsFiles: [] })).rejects.toThrow(`${field}: does nothing here: `);
});

it("lets a preset and a part of a sweep have fields that do nothing", async () => {
  const { variants } = await loadRecipe(
    { ...recipe, noise: { type: "rules", activation: 1 } },
    { settingsFiles: [], preset: "personagym" },
  );
  expect(variants).toHaveLength(1);
  const swept = await loadRecipe(
    { ...chat, words: 10 },
    { settingsFiles: [], overrides: ["style=chatty,short"] },
  );
  expect(swept.variants).toHaveLength(2);
  await expect(
    loadRecipe(chat, {
      settingsFiles: [],
      preset: "convogen-short",
      overrides: ["kind=group-chat", "style=chatty"],
    }),
  ).resolves.toBeDefined();
});
