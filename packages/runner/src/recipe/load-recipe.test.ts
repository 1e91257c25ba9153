import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { defineRecipe } from "./define-recipe.ts";
import { estimateRun } from "./estimate-run.ts";
import { loadRecipe, settingsFiles } from "./load-recipe.ts";
import { loadKinds } from "./load-kind.ts";
import { recipeJsonSchema } from "./recipe-json-schema.ts";

const recipe = {
  kind: "dialogues",
  count: 10,
  personas: [{ name: "Alice" }, { name: "Bob" }],
};

async function refusal(data: Record<string, unknown>, overrides: string[] = []) {
  const error = await loadRecipe(data, { overrides }).then(
    () => undefined,
    (thrown: unknown) => thrown as { message: string; hint?: string; code: string },
  );
  return `${error?.code} ${error?.message}${error?.hint === undefined ? "" : ` (${error.hint})`}`;
}

describe("loadRecipe", () => {
  it("refuses YAML whose aliases stand for more than memory holds", async () => {
    const file = join(await temporaryFolder(), "many.yaml");
    const [first, ...rest] = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const line = (name: string, value: string): string =>
      `${name}: &${name} [${Array(9).fill(value).join()}]`;
    const lines = rest.map((name, index) => line(name, `*${[first, ...rest][index]}`));
    await writeFile(file, [line(first as string, "x"), ...lines].join("\n"));
    await expect(loadRecipe(file)).rejects.toMatchObject({
      name: "RecipeError",
      message: expect.stringContaining(file) as string,
    });
  });

  it("lays defaults, preset, project, user, recipe and command line over each other", async () => {
    const folder = await temporaryFolder();
    const [project, user] = [join(folder, "project.yaml"), join(folder, "user.yaml")];
    await writeFile(
      project,
      "defaults: { model: 'ollama:a', settings: { temperature: 0.1, maxTokens: 50 } }\ndialogues: { maxTurns: 9 }\n",
    );
    await writeFile(user, "defaults: { model: 'ollama:b', settings: { temperature: 0.2 } }\n");
    await writeFile(
      join(folder, "party.yaml"),
      "kind: dialogues\ncount: 4\nsettings: { topP: 0.5 }\npersonas:\n  - { name: Alice }\n  - { name: Bob }\n",
    );
    const loaded = await loadRecipe(join(folder, "party.yaml"), {
      preset: "quick",
      settingsFiles: [
        { name: "project", path: project },
        { name: "user", path: user },
      ],
      overrides: ["settings.temperature=0.3", "personas.1.name=Bert"],
    });
    expect(loaded.name).toBe("party");
    expect(loaded.variants[0]?.recipe).toMatchObject({
      count: 4,
      maxTurns: 9,
      model: "ollama:b",
      settings: { temperature: 0.3, maxTokens: 50, topP: 0.5 },
      personas: [{ name: "Alice" }, { name: "Bert" }],
    });
    expect(loaded.origins).toMatchObject({
      count: "party.yaml",
      concurrency: "preset quick",
      maxTurns: `project settings (${project})`,
      model: `user settings (${user})`,
      "settings.temperature": "command line",
      "settings.maxTokens": `project settings (${project})`,
      "settings.topP": "party.yaml",
      seed: "default",
    });
  });

  it("looks for settings beside the recipe and in the user's home", () => {
    expect(settingsFiles("/recipes").map(({ path }) => path)).toEqual([
      "/recipes/sdialog.yaml",
      expect.stringMatching(/\.config\/sdialog\/sdialog\.yaml$/),
    ]);
  });

  it("reads modules that export a recipe", async () => {
    const folder = await temporaryFolder();
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "a.mjs"), `export const recipe = ${JSON.stringify(recipe)};`);
    await writeFile(
      join(folder, "b.ts"),
      `const count: number = 3; export default { ...${JSON.stringify(recipe)}, count };`,
    );
    expect((await loadRecipe(join(folder, "a.mjs"))).variants[0]?.recipe.count).toBe(10);
    expect((await loadRecipe(join(folder, "b.ts"))).variants[0]?.recipe.count).toBe(3);
  });

  it("keeps the type that a value on the command line is written in", async () => {
    const load = async (...overrides: string[]) =>
      (await loadRecipe(recipe, { overrides })).variants[0]?.recipe;
    expect(await load("slurm.tasks=1", "retries=0")).toMatchObject({ slurm: { tasks: 1 }, retries: 0 });
    expect(await load('personas.0.name="1"')).toMatchObject({ personas: [{ name: "1" }, {}] });
    expect(await load("personas.0={name: Ada, role: 'poet, and more'}")).toMatchObject({
      personas: [{ name: "Ada", role: "poet, and more" }, { name: "Bob" }],
    });
    expect(await load("model.name=ollama:x", "model.baseURL=http://localhost:1")).toMatchObject({
      model: { name: "ollama:x", baseURL: "http://localhost:1" },
    });
  });

  it("makes a variant of every combination of a sweep, each with an identity of its own", async () => {
    const { variants } = await loadRecipe(recipe, { overrides: ["seed=1,2,3", "maxTurns=4,6"] });
    expect(variants.map(({ overrides }) => overrides)).toEqual([
      { seed: 1, maxTurns: 4 },
      { seed: 1, maxTurns: 6 },
      { seed: 2, maxTurns: 4 },
      { seed: 2, maxTurns: 6 },
      { seed: 3, maxTurns: 4 },
      { seed: 3, maxTurns: 6 },
    ]);
    expect(new Set(variants.map(({ identity }) => identity)).size).toBe(6);
  });

  it("calls a variant only by what others have differently", async () => {
    const { variants } = await loadRecipe(recipe, { overrides: ["seed=1,2", "maxTurns=4"] });
    expect(variants.map(({ overrides }) => overrides)).toEqual([{ seed: 1 }, { seed: 2 }]);
    expect(variants).toMatchObject([{ recipe: { maxTurns: 4 } }, { recipe: { maxTurns: 4 } }]);
    expect((await loadRecipe(recipe, { overrides: ["seed=5"] })).variants).toMatchObject([
      { overrides: {}, recipe: { seed: 5 } },
    ]);
  });

  it("does not let count, concurrency or executor change what is made", async () => {
    const [a, b] = await Promise.all([
      loadRecipe(recipe),
      loadRecipe({ ...recipe, count: 20, concurrency: 2, executor: "slurm", name: "other" }),
    ]);
    expect(b.variants[0]?.identity).toBe(a.variants[0]?.identity);
  });

  it("refuses what it does not know, with the nearest name", async () => {
    expect(await refusal({ ...recipe, maxTurn: 3 })).toBe(
      'recipe_invalid maxTurn: there is no such setting (Did you mean "maxTurns"?)',
    );
    expect(await refusal({ ...recipe, settings: { temprature: 1 } })).toContain(
      'settings.temprature: there is no such setting (Did you mean "temperature"?)',
    );
    expect(await refusal({ ...recipe, kind: "dialogs" })).toContain('Did you mean "dialogues"?');
    expect(await refusal(recipe, ["slurm.partion=x"])).toContain('Did you mean "partition"?');
    expect(await refusal(recipe, ["personas.5.name=x"])).toBe(
      "recipe_invalid personas.5: this list has 2 items, counted from 0",
    );
    expect(await refusal(recipe, ["seed"])).toContain('"seed" is not key=value');
    expect(await refusal({ ...recipe, count: undefined })).toBe("recipe_invalid count: is missing");
    expect(await refusal({ ...recipe, model: { name: "a:b", baseURL: "http://me:secret@host" } })).toBe(
      "recipe_invalid model.baseURL: may not hold a name, a password, a query or a key in its path: give a key with configure() in a module that `imports` names",
    );
    expect(await refusal({ ...recipe, count: "many" })).toMatch(/^recipe_invalid count: /);
  });

  it("refuses at once what could never be held", async () => {
    const small = { kind: "dialogues", count: 1, seed: 1, model: "local:pocket", personas: [{}, {}] };
    const values = Array.from({ length: 12 }, (_, index) => index + 1).join(",");
    const names = [
      "seed",
      "maxTurns",
      "retries",
      "modelRetries",
      "timeoutMs",
      "concurrency",
      "limits.concurrency",
    ];
    await expect(
      loadRecipe(small, { overrides: names.map((name) => `${name}=${values}`) }),
    ).rejects.toMatchObject({ code: "recipe_invalid", message: expect.stringContaining("35831808") });
    const keys = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`key${index}`, index]));
    await expect(loadRecipe({ ...small, ...keys })).rejects.toMatchObject({ code: "recipe_invalid" });
    await expect(loadRecipe({ ...small, count: 3e9 })).rejects.toMatchObject({ code: "recipe_invalid" });
  });

  it("names the line where a file is broken", async () => {
    const file = join(await temporaryFolder(), "broken.yaml");
    await writeFile(file, "kind: dialogues\npersonas: [a\ncount: 3\n");
    await expect(loadRecipe(file)).rejects.toMatchObject({
      code: "recipe_invalid",
      message: expect.stringMatching(/broken\.yaml:\d+: .+ \(column \d+\)/) as string,
    });
    await expect(loadRecipe("/nowhere/recipe.yaml")).rejects.toMatchObject({
      message: "there is no file /nowhere/recipe.yaml",
    });
  });
});

describe("defineRecipe", () => {
  it("gives back the recipe, which is checked while it is written", async () => {
    const written = defineRecipe({
      kind: "dialogues",
      count: 2,
      maxTurns: 4,
      personas: [{ name: "A" }, { name: "B" }],
    });
    expect((await loadRecipe(written)).variants[0]?.recipe).toMatchObject({ count: 2, maxTurns: 4 });
    // @ts-expect-error a number of turns is not text
    const wrong = defineRecipe({ kind: "dialogues", count: 2, maxTurns: "many", personas: [{}, {}] });
    await expect(loadRecipe(wrong)).rejects.toMatchObject({ code: "recipe_invalid" });
  });
});

describe("estimateRun", () => {
  it("says calls, tokens and cost without calling anybody", async () => {
    const estimate = await estimateRun(
      await loadRecipe({ ...recipe, model: "openai:gpt-4.1", maxTurns: 10 }),
    );
    expect(estimate).toMatchObject({ tasks: 10, calls: 100, models: ["openai:gpt-4.1"], unpriced: [] });
    expect(estimate.cost).toBeCloseTo((estimate.inputTokens * 2 + estimate.outputTokens * 8) / 1e6);
    const unknown = await estimateRun(await loadRecipe({ ...recipe, model: "nobody:1" }));
    expect(unknown.cost).toBeUndefined();
    expect(unknown.unpriced).toEqual(["nobody:1"]);
  });

  it("checks what only the parts of a recipe know", async () => {
    const wrong = async (changes: object) => estimateRun(await loadRecipe({ ...recipe, ...changes }));
    await expect(wrong({ personas: [{ nmae: "A" }, {}] })).rejects.toMatchObject({
      code: "recipe_invalid",
      message: expect.stringContaining(
        'personas.0: Persona has no attribute "nmae" (did you mean "name"?)',
      ) as string,
    });
    await expect(wrong({ personas: [{ type: "Doctr" }, {}] })).rejects.toMatchObject({
      hint: 'Did you mean "Doctor"?',
    });
    await expect(wrong({ orchestrators: [{ type: "LengthOrchestrator", least: 3 }] })).rejects.toMatchObject({
      code: "recipe_invalid",
    });
  });
});

describe("recipeJsonSchema", () => {
  it("is published with the package", async () => {
    const published = JSON.parse(
      await readFile(new URL("../../recipe.schema.json", import.meta.url), "utf8"),
    ) as object;
    // Out of date? node --conditions=@sdialog/source packages/runner/src/testing/publish-schema.ts
    await loadKinds();
    expect(published).toEqual(recipeJsonSchema());
    const { oneOf } = published as { oneOf: readonly { properties: { kind: { const: string } } }[] };
    expect(oneOf.map(({ properties }) => properties.kind.const)).toEqual(
      expect.arrayContaining(["dialogues", "test"]),
    );
  });

  it("writes what kinds share once, and means of each kind what its own schema says", async () => {
    await loadKinds();
    const { oneOf, $defs } = recipeJsonSchema() as {
      oneOf: readonly { properties: { kind: { const: string } } }[];
      $defs: Record<string, unknown>;
    };
    const inPlace = (schema: unknown): unknown =>
      JSON.parse(JSON.stringify(schema), (_key, value: { $ref?: string } | null) =>
        value?.$ref === undefined ? value : inPlace($defs[value.$ref.replace("#/$defs/", "")]),
      );
    expect(Object.keys($defs)).toEqual(expect.arrayContaining(["voice", "model", "judge"]));
    for (const kind of oneOf)
      expect(recipeJsonSchema(kind.properties.kind.const)).toEqual({
        $schema: expect.any(String) as string,
        title: "SDialog recipe",
        ...(inPlace(kind) as object),
      });
    const texts = Object.values($defs).map((definition) => JSON.stringify(inPlace(definition)));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("describes every setting", () => {
    const schema = recipeJsonSchema("dialogues") as {
      properties: Record<string, { description?: string }>;
      required: string[];
    };
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining(["kind", "count", "seed", "model", "personas"]),
    );
    expect(schema.required).toEqual(expect.arrayContaining(["kind", "count", "personas"]));
    expect(schema.properties["maxTurns"]?.description).toBe("Most turns (messages) of a dialogue");
  });
});
