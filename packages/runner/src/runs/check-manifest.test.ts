import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { identityOf } from "../recipe/plan-recipe.ts";
import type { Manifest } from "../store/manifest.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { checkManifest, readableWithout } from "./check-manifest.ts";

const recipe = { kind: "dialogues", count: 3, seed: 1 };
const variant = (changes: object = {}, of: object = recipe) => ({
  recipe: of,
  inputs: {},
  count: 3,
  identity: identityOf(of as Record<string, unknown>, {}),
  ...changes,
});
const problems = (...variants: readonly object[]) =>
  checkManifest({ variants } as unknown as Manifest).map(({ file, problem }) => {
    expect(file).toBe("manifest.json");
    return problem;
  });

describe("a manifest", () => {
  it("as a run writes it has nothing wrong with it", () => {
    expect(problems(variant(), variant())).toEqual([]);
    expect(problems(variant({ count: 5 }, { kind: "dialogues" }))).toEqual([]);
  });

  it("whose recipe was changed is another's", () => {
    const changed = variant({ recipe: { ...recipe, seed: 2 } });
    expect(problems(changed)).toEqual([
      "was changed: its recipe is not the one that its results were made by",
    ]);
    expect(problems(variant(), changed)[0]).toContain("its recipe 2 is not the one");
  });

  it("asks for as many tasks as it has", () => {
    expect(problems(variant({ count: 4 }))).toEqual([
      "was changed: its recipe asks for 3 tasks, and it has 4",
    ]);
    const many = { ...recipe, count: "x".repeat(99) };
    expect(problems(variant({}, many))[0]).toMatch(/asks for "x{39} tasks, and it has 3$/);
  });

  it("reaches for nothing that no recipe can", () => {
    expect(problems(variant({}, { ...recipe, executor: 7 }))[0]).toMatch(
      /^was changed: in its recipe, executor/,
    );
  });
});

it("what can be read without a manifest are files of results with lines that are JSON", async () => {
  const folder = await temporaryFolder();
  expect(await readableWithout(folder)).toBe("");
  for (const [name, text] of [
    ["b.jsonl", '{"a":1}\n{"a":2}\nnothing\n'],
    ["a.jsonl", '{"a":1}\n'],
    ["empty.jsonl", "nothing\n"],
    ["usage.jsonl", '{"a":1}\n'],
    ["notes.txt", '{"a":1}\n'],
  ] as const)
    await writeFile(join(folder, name), text);
  expect(await readableWithout(folder)).toBe(
    "; without it, 1 line of a.jsonl and 2 lines of b.jsonl can be read",
  );
});
