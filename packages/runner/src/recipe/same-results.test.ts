import { describe, expect, it } from "vitest";
import { executionFieldNames } from "./common-fields.ts";
import { loadRecipe } from "./load-recipe.ts";

const dialogues = { kind: "dialogues", count: 2, model: "ollama:tiny", personas: [{ name: "Ada" }, {}] };
const roleplays = {
  kind: "roleplay",
  count: 2,
  model: "ollama:tiny",
  goals: ["Bake a cake"],
  personas: [{}],
};

async function refusal(overrides: readonly string[], recipe: object = dialogues): Promise<object> {
  return loadRecipe(recipe as Readonly<Record<string, unknown>>, { overrides, settingsFiles: [] }).then(
    ({ variants }) => ({ variants: variants.length }),
    (error: unknown) => error as object,
  );
}

/** Of every field that changes no result: what a sweep may set, and the place that is named. */
const sweeps: Readonly<Record<string, readonly string[]>> = {
  name: ["name=a,b"],
  count: ["count=1,3"],
  concurrency: ["concurrency=1,4"],
  executor: ["executor=local,postgres,slurm"],
  postgres: ["postgres.workers=1,2", "postgres={schema: a},{schema: b}"],
  slurm: ["slurm.tasks=1,2"],
  retries: ["retries=0,1"],
  retryDelaySeconds: ["retryDelaySeconds=0,1"],
  modelRetries: ["modelRetries=0,2"],
  timeoutMs: ["timeoutMs=1000,2000"],
  maxResponseBytes: ["maxResponseBytes=1000,2000"],
  limits: ["limits.concurrency=1,2"],
  budget: ["budget.tokens=1,2", "budget.dollars=1,2"],
  cache: ["cache=a,b"],
  imports: ["imports=[],[node:path]"],
  tracking: ["tracking.aim.url=aim://localhost:1,aim://localhost:2"],
  voice: ["voice.loudness=-30,-20"],
  required: ["required=0,0.5"],
};

describe("a sweep whose variants would make the same results", () => {
  it("is known for every field that changes none", () => {
    expect(Object.keys(sweeps).toSorted()).toEqual(executionFieldNames.toSorted());
  });

  it.each(Object.values(sweeps).flat())("is refused, naming the field: %s", async (sweep) => {
    const place = sweep.slice(0, sweep.indexOf("="));
    const recipe = place === "required" ? roleplays : dialogues;
    const expected = {
      name: "RecipeError",
      code: "recipe_invalid",
      place,
      message: expect.stringContaining("would make the same results") as string,
      hint: expect.stringContaining("runs of their own") as string,
    };
    expect(await refusal([sweep], recipe)).toMatchObject(expected);
    expect(await refusal(["seed=1,2", sweep], recipe)).toMatchObject(expected);
    expect(await refusal([sweep, "seed=1,2"], recipe)).toMatchObject(expected);
  });

  it.each([
    ["seed", ["seed=1,2,1"]],
    ["seed", ["seed=1,1.0"]],
    ["concurrency", ["concurrency=4,4"]],
    ["seed", ["maxTurns=4,6", "seed=1,1"]],
    ["seed", ["seed=1,1", "maxTurns=4,6"]],
    ["seed", ["seed=1,2", "seed=3"]],
    ["seed", ["maxTurns=4,6", "seed=1,2", "seed=1,2"]],
    ["personas.0", ["personas.0={name: Ada, role: cook},{role: cook, name: Ada}"]],
    ["settings", ["settings={},{}"]],
  ])("is refused when two are equal, naming %s: %j", async (place, overrides) => {
    expect(await refusal(overrides)).toMatchObject({
      name: "RecipeError",
      place,
      message: expect.stringContaining("the same recipe") as string,
    });
  });

  it.each([[["seed=1,2"]], [["seed=1,2", "concurrency=4"]], [["maxTurns=4,6", "settings.temperature=0,1"]]])(
    "and no other: %j",
    async (overrides) => {
      expect(await refusal(overrides)).toMatchObject({
        variants: 2 ** overrides.filter((one) => one.includes(",")).length,
      });
    },
  );
});
