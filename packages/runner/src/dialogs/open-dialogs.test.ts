import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadRecipe } from "../recipe/load-recipe.ts";
import { runRecipe } from "../run/run-recipe.ts";
import { echoModel } from "../testing/echo-model.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { type DialogCollection, openDialogs, openRun } from "./open-dialogs.ts";

const dialog = (id: string) => ({ id, turns: [{ speaker: "Ann", text: `I am ${id}.` }] });

/** The ids from the last to the first, since they are read in any order. */
async function backwards(opened: Promise<DialogCollection>): Promise<unknown[]> {
  const dialogs = await opened;
  const ids: unknown[] = [];
  for (let at = dialogs.count - 1; at >= 0; at--) ids.push((await dialogs.get(at)).id);
  await dialogs.close();
  return ids;
}

describe("dialogues that are opened", () => {
  it.each([
    ["lines.jsonl", [dialog("a"), dialog("b"), dialog("c")].map((one) => JSON.stringify(one)).join("\n")],
    [
      "blanks.jsonl",
      `\n${[dialog("a"), dialog("b"), dialog("c")].map((one) => `${JSON.stringify(one)}\n  \n`).join("")}`,
    ],
    ["list.json", JSON.stringify([dialog("a"), dialog("b"), dialog("c")])],
  ])("are those of %s, in any order", async (name, text) => {
    const path = join(await temporaryFolder(), name);
    await writeFile(path, text);
    expect(await backwards(openDialogs(path))).toEqual(["c", "b", "a"]);
  });

  it("say which line cannot be read once it is asked for", async () => {
    const path = join(await temporaryFolder(), "torn.jsonl");
    await writeFile(path, `${JSON.stringify(dialog("a"))}\n\n{"id":`);
    const dialogs = await openDialogs(path);
    expect(dialogs.count).toBe(2);
    expect((await dialogs.get(0)).id).toBe("a");
    await expect(dialogs.get(1)).rejects.toMatchObject({ code: "data_format", line: 3 });
    await dialogs.close();
  });

  it("are what a run made, in the order of its tasks, or one of its variants", async () => {
    const out = join(await temporaryFolder(), "run");
    const people = { personas: [{ name: "Ann" }, { name: "Bob" }] };
    const recipe = { kind: "dialogues", count: 2, model: "echo:1", maxTurns: 2, ...people };
    const swept = await loadRecipe(recipe, { overrides: ["seed=1,2"], settingsFiles: [] });
    await runRecipe(swept, { out, models: { "echo:1": echoModel() } });
    const seeds = async (opened: DialogCollection): Promise<unknown[]> => {
      const found = await Promise.all(Array.from({ length: opened.count }, (_, at) => opened.get(at)));
      await opened.close();
      return found.map(({ turns }) => turns.map(({ text }) => text).join(" "));
    };
    const none = await openRun(out, 2);
    expect(none.count).toBe(0);
    await none.close();
    const [all, first, second] = [
      await seeds(await openDialogs(out)),
      await seeds(await openRun(out, 0)),
      await seeds(await openRun(out, 1)),
    ];
    expect([first.length, second.length]).toEqual([2, 2]);
    expect(all).toEqual([...first, ...second]);
    expect(new Set(all).size).toBe(4);
  });

  it("are not taken for those of other tasks, where an index says so", async () => {
    const out = join(await temporaryFolder(), "run");
    const recipe = { kind: "dialogues", count: 2, model: "echo:1", maxTurns: 2, concurrency: 1 };
    await runRecipe({ ...recipe, personas: [{}, {}] }, { out, models: { "echo:1": echoModel() } });
    const path = join(out, "index.txt");
    const [first = "", second = ""] = (await readFile(path, "utf8")).split("\n");
    const place = (line: string): string => line.replace(/^\d+ \d+ /, "");
    await writeFile(path, `0 1 ${place(first)}\n0 0 ${place(second)}\n`);
    const dialogs = await openRun(out);
    await expect(dialogs.get(0)).rejects.toThrow("belongs to another task than the index says");
    await dialogs.close();
  });
});
