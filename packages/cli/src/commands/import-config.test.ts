import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-import-config-"));
  const config = [
    "interaction_generation:",
    "  max_turns: 2",
    "  retry_delay: 2",
    "  assistant_model: {provider: local, model: pocket, api_key: sk-planted}",
    "experiment: {num_personas: 1}",
    "query_generation: {queries_per_persona: 1}",
    "paths: {query_datasets: [queries.txt]}",
  ];
  await writeFile(join(cwd, "config.yaml"), config.join("\n"));
  await writeFile(join(cwd, "queries.txt"), "How do I poach an egg?\nWhat is a sestina?\n");
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

describe("sdialog import-config personagym", () => {
  it("says of every key what becomes of it, and writes a recipe that can be run", async () => {
    const { out, status } = await runInMemory(
      ["import-config", "personagym", "config.yaml", "--out", "recipe.yaml"],
      { cwd },
    );
    expect(status).toBe(0);
    expect(out).toContain("retryDelaySeconds");
    expect(out).toContain("keys come from the environment");
    expect(out).not.toContain("sk-planted");
    const recipe = await readFile(join(cwd, "recipe.yaml"), "utf8");
    expect(recipe).toContain("kind: interactions\n");
    expect(recipe).toContain("maxTurns: 4\n");
    expect((await runInMemory(["run", "recipe.yaml", "--dry-run"], { cwd })).status).toBe(0);
  });

  it("ends with an error for what is no configuration", async () => {
    await writeFile(join(cwd, "bad.yaml"), "a: [1");
    for (const file of ["bad.yaml", "absent.yaml"])
      expect((await runInMemory(["import-config", "personagym", file], { cwd })).status).toBe(2);
  });
});
