import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog, formatDialogJsonl } from "@sdialog/core";
import { registerBackend } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
beforeAll(async () => {
  const model = scriptedModel(() => "Could you please tell me where my chair is? Thank you very much.");
  registerBackend({
    name: "wordy",
    description: "says much, politely",
    packages: [],
    capabilities: { ...model.capabilities, embeddings: false },
    create: () => Promise.resolve({ chat: () => model }),
  });
  cwd = await mkdtemp(join(tmpdir(), "sdialog-calibrate-"));
  const logs = Array.from(
    { length: 24 },
    (_, index) =>
      new Dialog({
        id: `log-${index}`,
        turns: [
          { speaker: "Ann", text: "wheres my chair" },
          { speaker: "Shop", text: "In the mail." },
          { speaker: "Ann", text: index % 2 === 0 ? "ok" : "since when" },
        ],
      }),
  );
  await writeFile(join(cwd, "logs.jsonl"), logs.map((log) => formatDialogJsonl(log)).join(""));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const small = ["--model", "wordy:1", "--dialogs", "4", "--types", "1", "--rounds", "0"];

describe("sdialog calibrate", () => {
  it("writes the users that it finds, and says how near they are to people before and after", async () => {
    const command = ["calibrate", "--real", "logs.jsonl", "--user", "Ann", "--out", "users.yaml", ...small];
    const run = await runInMemory([...command, "--json"], { cwd });
    expect(run.err).not.toContain("rror");
    const found = JSON.parse(run.out) as Record<string, unknown>;
    expect(found).toMatchObject({
      n: { fit: 12, held: 12 },
      end: "complete",
      people: expect.anything() as unknown,
    });
    const file = parse(await readFile(join(cwd, "users.yaml"), "utf8")) as {
      users: unknown[];
      source: object;
    };
    expect(file.users.length).toBeGreaterThan(0);
    expect(file.source).toMatchObject({ logs: "logs.jsonl", model: "wordy:1", seed: 0 });

    const again = await runInMemory(command, { cwd });
    expect(again.out).toContain("alignment of behaviour");
    expect(again.err).toContain("compared with people 3/3 comparisons");
    expect(again.out).toContain("the earlier file is replaced");
  });

  it.each([
    [["--user", "Anna"], 'Did you mean "Ann"'],
    [[], '"user"'],
    [["--user", "Ann", "--max-dollars", "no"], "--max-dollars"],
    [["--user", "Ann", "--recipe", "none.yaml"], "none.yaml"],
  ])("refuses %j", async (flags, message) => {
    const run = await runInMemory(
      ["calibrate", "--real", "logs.jsonl", "--out", "no.yaml", ...small, ...flags],
      { cwd },
    );
    expect(run.status).not.toBe(0);
    expect(run.err).toContain(message);
  });
});
