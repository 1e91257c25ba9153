import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-population-"));
  await writeFile(
    join(cwd, "people.yaml"),
    "attributes:\n  job: { values: { nurse: 3, cook: 1 } }\n  town: { values: { Ulm: 1, Bremen: 1 } }\n",
  );
  const dialog = (name: string) =>
    JSON.stringify({ turns: [{ speaker: "Ann", text: "Hi" }], personas: { Ann: { name } } });
  await writeFile(join(cwd, "logs.jsonl"), `${dialog("Ann")}\n${dialog("Anna")}\n`);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

describe("sdialog population", () => {
  it("draws a cohort, writes it, and compares it with the population", async () => {
    const run = await runInMemory(
      ["population", "people.yaml", "-n", "8", "--strata", "job", "--out", "cohort.jsonl"],
      {
        cwd,
      },
    );
    expect(run.out).toContain("job × town");
    expect(run.out).toContain("none of the 3 rows differs from the population by more than chance");
    const people = (await readFile(join(cwd, "cohort.jsonl"), "utf8")).trim().split("\n");
    expect(people.filter((person) => person.includes("nurse"))).toHaveLength(6);
  });

  it("takes the people of dialogues", async () => {
    const run = await runInMemory(["population", "logs.jsonl", "--user", "Ann", "-n", "4", "--json"], {
      cwd,
    });
    const { people } = JSON.parse(run.out) as { people: { name: string }[] };
    expect(people.filter(({ name }) => name === "Anna")).toHaveLength(2);
    const nobody = await runInMemory(["population", "logs.jsonl", "--user", "Bo"], { cwd });
    expect(nobody.err).toContain('No dialogue says who "Bo" is');
  });
});
