import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scriptedModel } from "@sdialog/llm/testing";
import { runRecipe } from "@sdialog/runner";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-runs-"));
  for (const name of ["one", "two"]) {
    await mkdir(join(cwd, "broken", name), { recursive: true });
    await writeFile(join(cwd, "broken", name, "manifest.json"), "{");
  }
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

it("a list has no run that cannot be read, and names each", async () => {
  for (const flags of [[], ["--json"]]) {
    const { status, out, err } = await runInMemory(["runs", "list", "broken", ...flags], { cwd });
    expect(status).toBe(2);
    expect(out).toBe(flags.length === 0 ? "There are no runs here.\n" : "[]\n");
    for (const name of ["one", "two"]) expect(err).toContain(join("broken", name, "manifest.json"));
  }
});

it("a list of a folder without runs is empty, and nothing is wrong with it", async () => {
  await mkdir(join(cwd, "empty"));
  expect(await runInMemory(["runs", "list", "empty"], { cwd })).toEqual({
    status: 0,
    out: "There are no runs here.\n",
    err: "",
  });
});

it("a run that is shown has what is to be said of its results, what models used and its log", async () => {
  const model = scriptedModel(() => ({ text: "And then", finishReason: "length" }), { id: "x:cut" });
  const recipe = { kind: "dialogues", count: 2, maxTurns: 2, model: "x:cut", personas: [{}, {}] };
  await runRecipe(recipe, { out: join(cwd, "cut"), models: { "x:cut": model } });
  const { status, out } = await runInMemory(["runs", "show", "cut"], { cwd });
  expect(status).toBe(0);
  expect(out).toMatch(/done\W+failed\W+pending\W+of\W+ms a call/);
  expect(out).toContain("incomplete, because a limit or a filter ended a message: 2 of 2 results");
  expect(out).toMatch(/x:cut\W+4\W+\d+\W+8\W+\$0\.0000/);
  expect(out).toContain('complete: {"done":2,"failed":0,"pending":0}');
});
