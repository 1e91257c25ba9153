import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { loadRecipe } from "./load-recipe.ts";

const recipe = { kind: "dialogues", count: 1, personas: [{ name: "A" }, { name: "B", role: "cook" }] };

it("passes over settings that are not there, and refuses those that are none", async () => {
  const path = join(await temporaryFolder(), "sdialog.yaml");
  const load = () => loadRecipe(recipe, { settingsFiles: [{ name: "project", path }] });
  expect((await load()).origins["model"]).toBe("default");
  await writeFile(path, "roleplay: { maxTurns: 8 }\n");
  expect((await load()).origins["maxTurns"]).toBe("default");
  for (const section of ["defaults", "dialogues"]) {
    await writeFile(path, `${section}: [1]\n`);
    await expect(load()).rejects.toThrow(`${section}: ${path} must hold settings here`);
  }
});

it("says of a value that has parts where one of them is from", async () => {
  const { origins } = await loadRecipe(recipe, { overrides: ["personas.1.name=C"], settingsFiles: [] });
  expect(origins).toMatchObject({ kind: "recipe", personas: "recipe", seed: "default" });
  const [first, ...further] = await Promise.all(
    [{}, { settings: {} }, { settings: { topP: 1 } }].map((more) =>
      loadRecipe({ ...recipe, ...more }, { settingsFiles: [], overrides: ["settings.temperature=1"] }),
    ),
  );
  expect(first?.origins["settings.temperature"]).toBe("command line");
  for (const { origins: each } of further) expect(each["settings.temperature"]).toBe("command line");
});

it("names the module that cannot be loaded", async () => {
  const base = await temporaryFolder();
  for (const options of [{ imports: ["./missing.mjs"] }, { overrides: ["imports=[./missing.mjs]"] }])
    await expect(loadRecipe(recipe, { base, settingsFiles: [], ...options })).rejects.toMatchObject({
      code: "recipe_invalid",
      message: expect.stringMatching(/^imports: .*missing\.mjs/) as string,
    });
});

it("adds the modules of a command line to those of the recipe, each once", async () => {
  const base = await temporaryFolder();
  for (const name of ["a", "b"]) await writeFile(join(base, `${name}.mjs`), "export {};\n");
  const load = async (imports: readonly string[] | undefined, own: object) =>
    (await loadRecipe({ ...recipe, ...own }, { base, settingsFiles: [], imports })).variants[0]?.recipe
      .imports;
  expect(await load(["./a.mjs", "./b.mjs"], { imports: ["./a.mjs"] })).toEqual(["./a.mjs", "./b.mjs"]);
  expect(await load(["./b.mjs"], {})).toEqual(["./b.mjs"]);
  expect(await load(undefined, { imports: ["./a.mjs"] })).toEqual(["./a.mjs"]);
});

it("calls a run by its recipe, or else by its file, or else by its kind", async () => {
  const file = join(await temporaryFolder(), "party.json");
  const nameOf = async (source: string | object): Promise<string> =>
    (await loadRecipe(source as string, { settingsFiles: [] })).name;
  await writeFile(file, JSON.stringify(recipe));
  expect([await nameOf(file), await nameOf(recipe), await nameOf({ ...recipe, name: "n" })]).toEqual([
    "party",
    "dialogues",
    "n",
  ]);
});

it("sweeps over no kinds", async () => {
  await expect(
    loadRecipe({ ...recipe, filter: {} }, { settingsFiles: [], overrides: ["kind=dialogues,nothing"] }),
  ).rejects.toMatchObject({ code: "recipe_invalid" });
});
