import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readPersonagymConfig } from "./read-personagym-config.ts";

it("a configuration is told which of its files are not there, and nothing of those that are", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sdialog-personagym-"));
  await writeFile(join(folder, "here.jsonl"), "");
  const config =
    "paths: { persona_bank: { persona: gone.yaml }, query_datasets: [here.jsonl, lost.jsonl, hf:a/b] }\n";
  await writeFile(join(folder, "config.yaml"), config);
  const { mapped } = await readPersonagymConfig(join(folder, "config.yaml"));
  const noteOf = (name: string) => mapped.find(({ key }) => key === name)?.note;
  expect(noteOf("paths.persona_bank.persona")).toContain("there is no gone.yaml beside");
  expect(noteOf("paths.query_datasets")).toBe("there is no lost.jsonl beside the configuration");
  await writeFile(join(folder, "lost.jsonl"), "");
  const elsewhere = join(folder, "nowhere", "lost.jsonl");
  await writeFile(
    join(folder, "absolute.yaml"),
    `paths: { query_datasets: [${JSON.stringify(elsewhere)}] }\n`,
  );
  const absolute = await readPersonagymConfig(join(folder, "absolute.yaml"));
  expect(absolute.mapped.find(({ key }) => key === "paths.query_datasets")?.note).toBe(
    `there is no ${elsewhere}`,
  );
  const again = await readPersonagymConfig(join(folder, "config.yaml"));
  expect(again.mapped.find(({ key }) => key === "paths.query_datasets")?.note).toBeUndefined();
});

it("files are named from the folder that the recipe goes to, and datasets of the hub as they are", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sdialog-personagym-"));
  const path = join(folder, "config.yaml");
  for (const [dataset, from] of [
    ["queries/a.jsonl", "../queries/a.jsonl"],
    ["hf:a/b", "hf:a/b"],
  ] as const) {
    await writeFile(path, `paths: { query_datasets: [${dataset}] }\n`);
    expect((await readPersonagymConfig(path)).recipe["queries"]).toBe(dataset);
    const elsewhere = await readPersonagymConfig(path, { out: join(folder, "recipes", "recipe.yaml") });
    expect(elsewhere.recipe["queries"]).toBe(from);
  }
});
