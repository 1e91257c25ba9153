import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { registerBackend } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-run-"));
  const recipe = [
    "kind: dialogues",
    "count: 4",
    "seed: 7",
    "model: local:pocket",
    "maxTurns: 6",
    "personas:",
    "  - { name: Alice, role: barista }",
    "  - { name: Bob, role: customer }",
  ];
  await writeFile(join(cwd, "cafe.yaml"), `${recipe.join("\n")}\n`);
});
afterAll(async () => {
  await rm(cwd, { recursive: true, force: true });
});

describe("sdialog run", () => {
  it("makes what the recipe asks for, tells how far it is, and does nothing twice", async () => {
    const run = await runInMemory(["run", "cafe.yaml", "--out", "run", "count=3", "--json"], { cwd });
    expect(JSON.parse(run.out)).toMatchObject({ done: 3, failed: 0, pending: 0, end: "complete" });
    const lines = (await readFile(join(cwd, "run/dialogues.jsonl"), "utf8")).trim().split("\n");
    expect(lines.map((line) => Dialog.from(JSON.parse(line)).speakers())).toEqual(
      [1, 2, 3].map(() => ["Alice", "Bob"]),
    );
    expect(JSON.parse((await runInMemory(["status", "run", "--json"], { cwd })).out)).toMatchObject({
      done: 3,
      failed: 0,
      pending: 0,
    });
    expect((await runInMemory(["resume", "run", "--json"], { cwd })).status).toBe(0);
    expect((await readFile(join(cwd, "run/dialogues.jsonl"), "utf8")).trim().split("\n")).toEqual(lines);
  });

  it("lets its folder be evaluated", async () => {
    await runInMemory(["run", "cafe.yaml", "--out", "evaluated", "count=2", "--json"], { cwd });
    const evaluation = await runInMemory(["eval", "evaluated", "--metrics", "turn-count", "--json"], { cwd });
    expect(JSON.parse(evaluation.out)).toMatchObject({ summary: { "turn-count": { n: 2 } } });
  });

  it("says beside each reason what the first task failed of, a plain error's words, too", async () => {
    const model = scriptedModel(() => {
      throw new TypeError("x is not a function");
    });
    registerBackend({
      name: "throws",
      description: "has a mistake in it",
      packages: [],
      capabilities: { ...model.capabilities, embeddings: false },
      create: () => Promise.resolve({ chat: () => model }),
    });
    const { out } = await runInMemory(["run", "cafe.yaml", "--out", "threw", "model=throws:one"], { cwd });
    expect(out).toMatch(/_error: 4 \(.*x is not a function/);
    expect((await runInMemory(["status", "threw"], { cwd })).out).toContain("x is not a function");
  });

  it("ends with status 1 when tasks failed, and says where the reasons are", async () => {
    const run = await runInMemory(
      [
        "run",
        "cafe.yaml",
        "--out",
        "unreachable",
        "count=1",
        "modelRetries=0",
        'model={ name: "openai:none", baseURL: http://127.0.0.1:9/v1 }',
        "--json",
      ],
      { cwd },
    );
    expect(run).toMatchObject({ status: 1, err: expect.stringContaining("failures.jsonl") as string });
    expect(JSON.parse(run.out)).toMatchObject({ done: 0, failed: 1, pending: 0 });
  });

  it("shows every setting with its origin", async () => {
    const { out } = await runInMemory(["run", "cafe.yaml", "seed=8", "--print-config"], { cwd });
    expect(out).toMatch(/seed\s.*8/);
    expect(out).toContain("cafe.yaml");
  });

  it("estimates without calling anything, and prints a schema for editors", async () => {
    const { out } = await runInMemory(
      ["run", "cafe.yaml", "--dry-run", "--json", "model=openai:gpt-4.1-mini"],
      { cwd },
    );
    expect(JSON.parse(out)).toMatchObject({ tasks: 4, models: ["openai:gpt-4.1-mini"] });
    expect(JSON.parse((await runInMemory(["schema", "test"], { cwd })).out)).toHaveProperty(
      "properties.attacks",
    );
    expect(JSON.parse((await runInMemory(["schema", "dialogues"], { cwd })).out)).toHaveProperty(
      "properties.maxTurns",
    );
  });

  it("shows a recipe as programs read it, and says what a price is not known of", async () => {
    const shown = async (...flags: string[]) =>
      (await runInMemory(["run", "cafe.yaml", "seed=8,9", ...flags], { cwd })).out;
    const { recipes, origins } = JSON.parse(await shown("--print-config", "--json")) as {
      recipes: { seed: number }[];
      origins: Record<string, string>;
    };
    expect(recipes.map(({ seed }) => seed)).toEqual([8, 9]);
    expect(origins).toMatchObject({ seed: "command line", count: "cafe.yaml" });
    expect(await shown("--dry-run", "model=openai:nobodys")).toMatch(
      /cost\W+unknown \(no price for openai:nobodys\)/,
    );
    expect(await shown("--dry-run", "model=openai:gpt-4.1")).toMatch(/cost\W+\$\d+\.\d\d\b/);
  });

  it("does parts of a run apart and brings them together", async () => {
    const whole = await runInMemory(["run", "cafe.yaml", "--out", "whole", "count=4"], { cwd });
    expect(whole.status).toBe(0);
    await runInMemory(["run", "cafe.yaml", "--out", "parts", "count=4", "seed=9"], { cwd });
    expect((await runInMemory(["shard", "parts", "x"], { cwd })).status).toBe(2);
    expect(JSON.parse((await runInMemory(["merge", "copy", "whole", "--json"], { cwd })).out)).toEqual({
      added: 4,
      skipped: 0,
      damage: [],
    });
    const again = await runInMemory(["merge", "copy", "whole"], { cwd });
    expect(again.out).toBe(`0 results added, 4 were there already: ${join(cwd, "copy")}\n`);
    const listed = JSON.parse((await runInMemory(["runs", "list", "--json"], { cwd })).out) as {
      done: number;
    }[];
    expect(listed.length).toBeGreaterThanOrEqual(3);
    const compared = JSON.parse(
      (await runInMemory(["runs", "compare", "whole", "parts", "--json"], { cwd })).out,
    ) as { settings: { path: string }[] };
    expect(compared.settings.map(({ path }) => path)).toEqual(["seed"]);
    expect((await runInMemory(["runs", "show", "whole"], { cwd })).out).toContain("local:pocket");
  });

  it("refuses a setting it does not know, with the nearest one it does", async () => {
    const run = await runInMemory(["run", "cafe.yaml", "--out", "bad", "maxTurn=3"], { cwd });
    expect(run.status).toBe(2);
    expect(run.err).toContain("maxTurns");
    expect((await runInMemory(["status", "nowhere"], { cwd })).status).toBe(2);
  });

  it("exports a run for training, split, and says what cannot be trained on", async () => {
    await runInMemory(["run", "cafe.yaml", "--out", "made", "maxTurns=4"], { cwd });
    const exported = JSON.parse(
      (
        await runInMemory(
          ["export", "made", "--format", "openai", "--out", "sft", "--assistant", "Alice", "--json"],
          { cwd },
        )
      ).out,
    ) as { written: { train: number }; skipped: number; files: string[] };
    expect(exported.written.train + exported.skipped).toBe(4);
    const [row] = (await readFile(exported.files[0]!, "utf8")).trim().split("\n");
    expect((JSON.parse(row!) as { messages: { role: string }[] }).messages.map(({ role }) => role)).toContain(
      "assistant",
    );
    expect((await runInMemory(["export", "made", "--split", "a,b"], { cwd })).status).toBe(2);
    const parts = [
      "export",
      "made",
      "--split",
      "0.5,0,0.5",
      "--split-by",
      "dialog",
      "--out",
      "parts",
      "--json",
    ];
    expect(JSON.parse((await runInMemory(parts, { cwd })).out)).toMatchObject({
      written: { train: expect.any(Number) as number, test: expect.any(Number) as number },
    });
    const refused = await runInMemory(["validate", "made", "--assistant", "Nobody"], { cwd });
    expect(refused).toMatchObject({ status: 1, out: expect.stringContaining("no_assistant") });
  });
});
