import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seedExperience } from "@sdialog/generators";
import { ModelError, registerBackend } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

/** Plays everybody; named "mute", it fails whenever somebody is to speak. */
const actor = (name: string) =>
  scriptedModel(({ output, messages, seed = 0 }) => {
    const topic = { topic: `topic ${seed}`, situation: "A lift.", conversation_starter: "Well?" };
    if (output?.name === "people" || output?.name === "experience") {
      const wanted = /Invent (\d) people/.exec(messages.map(({ content }) => content).join(""))?.[1] ?? "0";
      const personas = ["Ann", "Bo", "Cy", "Dan"]
        .slice(0, Number(wanted))
        .map((first) => ({ ...seedExperience.personas[0], name: `${first} ${seed}` }));
      return JSON.stringify({ personas, relations: "friends", ...topic });
    }
    if (name === "mute") throw new ModelError("no", { kind: "invalid_request", model: "actor:mute" });
    return output === undefined ? `Point ${seed}: there is more to say.` : "nobody";
  });
registerBackend({
  name: "actor",
  description: "plays everybody",
  packages: [],
  capabilities: { ...actor("").capabilities, embeddings: false },
  create: () => Promise.resolve({ chat: actor }),
});

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-reproduce-"));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const reproduce = (model: string, ...flags: readonly string[]) =>
  runInMemory(["reproduce", "convogen", "--model", model, "--n", "1", "--only", "GPFS-s", ...flags], { cwd });

it("prints the paper's tables with what was measured beside what was published, and writes them as a page", async () => {
  const { status, out, err } = await reproduce("actor:one", "--out", "made");
  expect([status, err]).toEqual([0, expect.any(String)]);
  expect(out).toMatch(/GPFS-s/);
  expect(out).toContain("\n- There was no judge: Tables IV and VI hold published values only.\n");
  expect(out).toContain(`Report: ${join(cwd, "made", "report.html")}\n`);
  const page = await readFile(join(cwd, "made", "report.html"), "utf8");
  expect(page).toContain("<title>ConvoGen with actor:one</title>");
  expect(page).toMatch(/<h2>[^<]+<\/h2>\n<table><thead><tr>(?:<th scope="col">[^<]*<\/th>)+<\/tr><\/thead>/);
  expect(page).toContain('<tr><th scope="row">GPFS-s</th><td>');
  const json = await reproduce("actor:one", "--out", "made", "--json");
  expect(JSON.parse(json.out)).toMatchObject({
    tables: { I: [{ name: "GPFS-s", n: 1, failed: 0 }] },
    report: join(cwd, "made", "report.html"),
  });
});

it("says how to go on where conversations failed", async () => {
  const { status, err } = await reproduce("actor:mute", "--out", "failed");
  expect(status).toBe(1);
  expect(err).toContain("GPFS-s");
  expect(err).toContain(`sdialog retry-failed ${join(cwd, "failed", "GPFS-s")}`);
});
