import { describe, expect, it } from "vitest";
import { estimateRun } from "./estimate-run.ts";
import { loadRecipe } from "./load-recipe.ts";
import { findPreset, presets } from "./presets.ts";

/** What a recipe has to say itself besides its preset. */
const rest: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  dialogues: { count: 1, personas: [{ name: "Ann" }, { name: "Bo" }] },
  interactions: { count: 2, queries: ["Why?", "How?"] },
};

describe("presets", () => {
  it.each(Object.keys(presets))("%s can be carried out", async (preset) => {
    const kind = String(findPreset(preset)["kind"]);
    const loaded = await loadRecipe({ kind, ...rest[kind] }, { preset, settingsFiles: [] });
    const { tasks, calls } = await estimateRun(loaded);
    expect(tasks).toBeGreaterThan(0);
    expect(calls).toBeGreaterThan(0);
  });

  it("are as large as the originals", async () => {
    const tasks = async (preset: string) => {
      const loaded = await loadRecipe({ kind: findPreset(preset)["kind"] }, { preset, settingsFiles: [] });
      return (await estimateRun(loaded)).tasks;
    };
    expect(await tasks("llm-roleplay")).toBe(200);
    expect(await tasks("convogen-short")).toBe(500);
  });

  it("suggests the nearest for one that nobody knows", () => {
    expect(() => findPreset("personagim")).toThrow('there is no preset "personagim"');
  });
});
