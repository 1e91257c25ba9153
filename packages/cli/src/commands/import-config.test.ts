import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
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
    expect(out).toMatch(/key\W+in the recipe\W+value/);
    expect(out).toMatch(/Recipe: .*recipe\.yaml\n$/);
    expect(out).not.toContain("kind: interactions");
    const shown = await runInMemory(["import-config", "personagym", "config.yaml"], { cwd });
    expect(shown.out).toContain("\nkind: interactions\n");
    expect(shown.out).not.toContain("Recipe: ");
    const recipe = await readFile(join(cwd, "recipe.yaml"), "utf8");
    expect(recipe).toContain("kind: interactions\n");
    expect(recipe).toContain("maxTurns: 4\n");
    expect((await runInMemory(["run", "recipe.yaml", "--dry-run"], { cwd })).status).toBe(0);
  });

  it("reads PersonaGym's own files of people, named from where the recipe is, and says what is not there", async () => {
    await mkdir(join(cwd, "theirs", "input"), { recursive: true });
    const files = {
      "config.yaml":
        "paths:\n  persona_bank: {persona: input/persona.yaml}\n  sampling: {config: input/sampling.yaml}\n  query_datasets: [input/queries.txt]\nexperiment: {num_personas: 2}\n",
      "input/persona.yaml":
        "dimensions:\n  - {name: role, type: categorical, category: basic_info, is_constraint: true, values: [nurse, pilot, others]}\n  - {name: age, type: categorical, category: basic_info, is_constraint: false, values: [18_24, 60p]}\n",
      "input/sampling.yaml":
        "random_sampling: {min_features: 1, max_features: 2}\nconstraints: {min_constraints: 1, max_constraints: 1}\nrequired_dimensions: [age]\ndiversity: {enabled: false}\n",
      "input/queries.txt": "How do I poach an egg?\n",
    };
    for (const [file, text] of Object.entries(files)) await writeFile(join(cwd, "theirs", file), text);
    const command = ["import-config", "personagym", "theirs/config.yaml"];
    const { out } = await runInMemory([...command, "--out", "recipe2.yaml"], { cwd });
    expect(out).toContain("input/sampling.yaml: random_sampling.min_features");
    expect(out).toContain('the value "others" stands as it is');
    const recipe = await readFile(join(cwd, "recipe2.yaml"), "utf8");
    expect(recipe).toContain("queries: theirs/input/queries.txt\n");
    expect(recipe).toContain("dimensions: theirs/input/persona.yaml\n");
    const run = await runInMemory(["run", "recipe2.yaml", "count=1", "--dry-run"], { cwd });
    expect([run.status, run.err]).toEqual([0, ""]);
    await rm(join(cwd, "theirs", "input", "sampling.yaml"));
    expect((await runInMemory(command, { cwd })).out).toContain("was not there to be read");
  });

  it("ends with an error for what is no configuration, and says what was expected", async () => {
    await writeFile(join(cwd, "bad.yaml"), "a: [1");
    await writeFile(join(cwd, "other.json"), '{"hello":"world"}');
    await writeFile(join(cwd, "code.mjs"), "throw new Error('was run')");
    for (const file of ["bad.yaml", "absent.yaml", "other.json", "code.mjs"]) {
      const { status, out, err } = await runInMemory(["import-config", "personagym", file], { cwd });
      expect([file, status, out]).toEqual([file, 2, ""]);
      expect(err).not.toContain("was run");
      if (file === "other.json")
        expect(err).toMatch(/not a configuration of PersonaGym[^]*interaction_generation/);
    }
  });
});
