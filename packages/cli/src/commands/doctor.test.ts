import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { registerBackend } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-doctor-"));
  const recipe = { kind: "dialogues", count: 3, maxTurns: 2, imports: ["./module.mjs"], personas: [{}, {}] };
  await writeFile(
    join(cwd, "module.mjs"),
    "globalThis.loadedByDoctor = (globalThis.loadedByDoctor ?? 0) + 1;",
  );
  await writeFile(join(cwd, "recipe.json"), JSON.stringify({ ...recipe, model: "local:pocket" }));
  expect((await runInMemory(["run", "recipe.json", "--json"], { cwd })).status).toBe(0);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

describe("sdialog doctor", () => {
  it("says which line is damaged, mends it, and the run goes on", async () => {
    expect(await runInMemory(["doctor", "run"], { cwd })).toMatchObject({
      status: 0,
      out: expect.stringMatching(
        /^Nothing is damaged\.\nGoing on with this run would, .+:\n {2}load and run \.\/module\.mjs \(from .+\)\nIf you trust .+--trust\.\n$/,
      ) as string,
    });
    await appendFile(join(cwd, "run/dialogues.jsonl"), "null\n");
    const found = await runInMemory(["doctor", "run"], { cwd });
    expect(found).toMatchObject({
      status: 1,
      out: expect.stringContaining("dialogues.jsonl:4 does not say which task it is of\n") as string,
      err: expect.stringContaining("--repair") as string,
    });
    expect((await runInMemory(["status", "run"], { cwd })).out).toContain("damaged lines: 1");
    expect((await runInMemory(["doctor", "run", "--repair"], { cwd })).status).toBe(0);
    expect(await readFile(join(cwd, "run/dialogues.jsonl.damaged"), "utf8")).toBe("null\n");
    expect((await runInMemory(["doctor", "run", "--json"], { cwd })).out).toContain('"found":[]');
  });

  it.each([
    ["torn", (text: string) => text.slice(0, 300), "cannot be read"],
    ["null", () => "null", "cannot be read"],
    ["empty", () => "", "cannot be read"],
    ["a list", () => "[]", "cannot be read"],
    [
      "of other types",
      (text: string) => text.replace(/"variants": \[/, '"variants": "x", "others": ['),
      "cannot be read",
    ],
    [
      "of 3e9 tasks",
      (text: string) => text.replaceAll('"count": 3', '"count": 3000000000'),
      "cannot be read",
    ],
    [
      "of a recipe of 3e9 tasks",
      (text: string) => text.replace('"count": 3', '"count": 3000000000'),
      "was changed: its recipe asks for 3000000000 tasks, and it has 3",
    ],
    [
      "of another recipe",
      (text: string) => text.replace('"maxTurns": 2', '"maxTurns": 3'),
      "was changed: its recipe is not",
    ],
    [
      "with imports that are none",
      (text: string) => text.replace(/"imports": \[[^\]]*\]/, '"imports": 7'),
      "was changed: in its recipe",
    ],
  ] as const)("says of a manifest that is %s what can be saved, and how", async (name, change, problem) => {
    const out = name.replaceAll(" ", "-");
    await cp(join(cwd, "run"), join(cwd, out), { recursive: true });
    const path = join(cwd, out, "manifest.json");
    const text = await readFile(path, "utf8");
    await writeFile(path, change(text));
    expect(change(text)).not.toBe(text);
    for (const more of [[], ["--repair"]]) {
      const found = await runInMemory(["doctor", out, ...more], { cwd });
      expect(found).toMatchObject({
        status: 1,
        out: expect.stringContaining(`manifest.json ${problem}`) as string,
      });
      if (problem === "cannot be read")
        expect(found.out).toContain("without it, 3 lines of dialogues.jsonl can be read");
      expect(found.err).toContain(`sdialog run RECIPE --out ${out}`);
      expect(found.err).toContain("sdialog eval FILE");
    }
    expect((await runInMemory(["run", "recipe.json", "--out", out], { cwd })).status).toBe(0);
    expect(await runInMemory(["doctor", out], { cwd })).toMatchObject({ status: 0 });
    expect((await runInMemory(["eval", `${out}/dialogues.jsonl`, "--json"], { cwd })).status).toBe(0);
  });

  it("sends nobody to a repair that is refused: results of another run than the manifest's", async () => {
    await cp(join(cwd, "run"), join(cwd, "mixed"), { recursive: true });
    expect((await runInMemory(["run", "recipe.json", "seed=9", "--out", "other"], { cwd })).status).toBe(0);
    await cp(join(cwd, "other/manifest.json"), join(cwd, "mixed/manifest.json"));
    const advice = "move manifest.json out of this one, and use the recipe that its results were made by.";
    const found = await runInMemory(["doctor", "mixed"], { cwd });
    expect(found).toMatchObject({ status: 1, err: expect.stringContaining(advice) as string });
    expect(found.err).not.toContain("--repair");
    expect(await runInMemory(["doctor", "mixed", "--repair"], { cwd })).toMatchObject({
      status: 2,
      err: expect.stringContaining(advice) as string,
    });
    // What is advised goes on.
    await rm(join(cwd, "mixed/manifest.json"));
    expect(await runInMemory(["run", "recipe.json", "--out", "mixed"], { cwd })).toMatchObject({
      status: 0,
      out: expect.stringContaining("3 done, 0 failed, 0 pending") as string,
    });
    expect((await runInMemory(["doctor", "mixed"], { cwd })).status).toBe(0);
  });

  it("names what a folder reaches for in a line each, the first 20 of them", async () => {
    await cp(join(cwd, "run"), join(cwd, "reaching"), { recursive: true });
    const path = join(cwd, "reaching/manifest.json");
    const imports = Array.from({ length: 25 }, (_, number) => `./a${number}\nNothing is damaged.\r\nb.mjs`);
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace(/"imports": \[[^\]]*\]/, `"imports": ${JSON.stringify(imports)}`));
    const { out } = await runInMemory(["doctor", "reaching"], { cwd });
    const lines = out.split("\n");
    expect(lines.filter((line) => line === "Nothing is damaged.")).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith("  load and run "))).toHaveLength(20);
    expect(out).toContain("\n  and 5 more\n");
  });

  it("says that a folder holds no run", async () => {
    expect(await runInMemory(["doctor", "."], { cwd })).toMatchObject({
      status: 2,
      err: expect.stringContaining("holds no run") as string,
    });
  });
});

describe("sdialog doctor --model", () => {
  it("says what a model does with schemas, tools and log-probabilities, and how its tasks went", async () => {
    const args = ["doctor", "--model", "local:pocket", "--tries", "1", "--seconds", "2", "--json"];
    const { status, out } = await runInMemory(args, { cwd });
    expect(status).toBe(0);
    const found = JSON.parse(out) as {
      tasks: Record<string, { tried: number; succeeded: number }>;
      withoutSchema: object;
      failures: { task: string; enforced: boolean; reason: string }[];
    };
    expect(found).toMatchObject({
      model: "local:pocket",
      jsonSchema: "honoured",
      tools: false,
      logprobs: true,
    });
    const names = ["persona", "feedback", "inquirer", "selector", "dialogues", "experience"];
    expect(Object.keys(found.tasks)).toEqual(names);
    for (const tally of Object.values(found.tasks))
      expect(Object.keys(tally)).toEqual(["tried", "succeeded", "leaks", "repetitions"]);
    expect(Object.keys(found.withoutSchema)).toEqual(names.filter((name) => name !== "dialogues"));
    // Of every try that failed, why it did.
    for (const [name, { tried, succeeded }] of Object.entries(found.tasks)) {
      const why = found.failures.filter(({ task, enforced }) => enforced && task === name);
      expect([name, why.length]).toEqual([name, tried - succeeded]);
      expect(why.every(({ reason }) => reason !== "")).toBe(true);
    }
  });

  it("says beside the table why tries failed, so that slow is not taken for unable", async () => {
    const model = scriptedModel(() => "Hm.");
    registerBackend({
      name: "mumbles",
      description: "says one thing, whatever it is asked",
      packages: [],
      capabilities: { ...model.capabilities, embeddings: false },
      create: () => Promise.resolve({ chat: () => model }),
    });
    const { out } = await runInMemory(["doctor", "--model", "mumbles:one", "--tries", "1"], { cwd });
    const failed = [...out.matchAll(/│ (\S.*?) +│ 0 of 1 /g)].map(([, name]) => name);
    expect(failed).toEqual(expect.arrayContaining(["persona", "experience"]));
    for (const name of failed) expect(out).toMatch(new RegExp(`^${name} failed: \\S`, "m"));
  });

  it("takes either a folder or a model", async () => {
    expect(await runInMemory(["doctor"], { cwd })).toMatchObject({ status: 2 });
    expect(await runInMemory(["doctor", "run", "--model", "local:pocket"], { cwd })).toMatchObject({
      status: 2,
    });
  });
});

describe("sdialog resume", () => {
  it("runs modules that a folder names only when told to", async () => {
    const loaded = (): unknown => Reflect.get(globalThis, "loadedByDoctor");
    const before = loaded();
    await writeFile(join(cwd, "module2.mjs"), "globalThis.loadedTwo = true;");
    const text = await readFile(join(cwd, "run/manifest.json"), "utf8");
    await writeFile(join(cwd, "run/manifest.json"), text.replaceAll("./module.mjs", "./module2.mjs"));
    for (const command of [
      ["resume", "run"],
      ["retry-failed", "run"],
      ["shard", "run", "0/2"],
    ]) {
      const refused = await runInMemory(command, { cwd });
      expect(refused.status).toBe(2);
      expect(refused.err).toContain("load and run ./module2.mjs");
      expect(refused.err).toContain("--trust");
    }
    expect(loaded()).toBe(before);
    expect(globalThis).not.toHaveProperty("loadedTwo");
    expect((await readdir(join(cwd, "run"))).some((name) => name === "shards")).toBe(false);
    expect((await runInMemory(["resume", "run", "--trust", "--json"], { cwd })).status).toBe(0);
    expect(globalThis).toHaveProperty("loadedTwo", true);
  });
});
