import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runnableCommands } from "../testing/runnable-commands.ts";
import { runInMemory } from "../testing/run-in-memory.ts";
import { interruption, interruptions } from "./interruptions.ts";

const goesOn = /Finished work is saved\. Run the same command again to continue\.\n$/;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-stopped-"));
  const dialog = JSON.stringify({ id: "a", turns: [{ speaker: "A", text: "x" }] });
  await writeFile(join(cwd, "in.jsonl"), `${dialog}\n`);
  const recipe = { kind: "dialogues", count: 2, maxTurns: 2, model: "local:pocket", personas: [{}, {}] };
  await writeFile(join(cwd, "recipe.json"), JSON.stringify(recipe));
  const test = { kind: "test", chatbot: "http://127.0.0.1:9/v1", model: "local:pocket", probe: false };
  const scenarios = [{ name: "s", script: ["Hi"] }];
  await writeFile(join(cwd, "test.json"), JSON.stringify({ ...test, personas: ["Ann"], scenarios }));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

describe("what is said of a command that is interrupted", () => {
  it("is said of commands that there are", () => {
    const paths = new Set(runnableCommands().map(([path]) => path.join(" ")));
    expect(Object.keys(interruptions).filter((path) => !paths.has(path))).toEqual([]);
  });

  it("promises to go on only where there is a folder to go on in", () => {
    for (const [path, command] of runnableCommands()) {
      const said = interruption(path.join(" "));
      if (!/to continue|goes on/.test(said)) continue;
      const places = [
        ...command.registeredArguments.map((argument) => argument.name()),
        ...command.options.map((option) => option.attributeName()),
      ];
      expect([path.join(" "), places.some((name) => /folder|^out$|^target$/.test(name))]).toEqual([
        path.join(" "),
        true,
      ]);
    }
  });

  it.each([
    ["import", ["in.jsonl", "--out", "imported"]],
    ["anonymize", ["in.jsonl", "--out", "anonymous"]],
    ["export", ["in.jsonl", "--out", "exported", "--format", "openai"]],
  ])("is true of %s, which leaves nothing behind", async (command, args) => {
    const signal = AbortSignal.abort();
    const { status, err } = await runInMemory([command, ...args], { cwd, signal });
    expect([status, err]).toEqual([130, "Interrupted. Nothing was written. The same command begins anew.\n"]);
    const left = await readdir(join(cwd, args[2] ?? "")).catch(() => []);
    expect(left).toEqual([]);
    // What is in the file cannot be trained on.
    const after = command === "export" ? 1 : 0;
    expect((await runInMemory([command, ...args], { cwd })).status).toBe(after);
  });

  // They have something to show of what was done, and so come to their end as ever.
  it.each<[command: string, args: readonly string[], said: RegExp]>([
    ["run", ["recipe.json", "--out", "shown", "--json"], goesOn],
    [
      "test",
      ["test.json", "--out", "a test", "--json"],
      /^Continue with: sdialog test '\/.+\/a test'.*\n(?:.*\n)*.*saved in the folder of the run\.\n$/m,
    ],
    [
      "demo",
      ["--out", "demonstrated", "--count", "1"],
      /Nothing was written\. The same command begins anew\.\n$/,
    ],
  ])("is the last line of %s, however it ends", async (command, args, said) => {
    const { status, err } = await runInMemory([command, ...args], { cwd, signal: AbortSignal.abort() });
    expect([status, err]).toEqual([130, expect.stringMatching(said)]);
    expect(err.match(/Interrupted/g)).toHaveLength(1);
  });

  it("is true of run, which goes on", async () => {
    const stop = new AbortController();
    const args = ["run", "recipe.json", "--out", "made"];
    const begun = runInMemory(args, { cwd, signal: stop.signal });
    stop.abort();
    expect(await begun).toMatchObject({ status: 130, err: expect.stringMatching(goesOn) as string });
    expect(await runInMemory(args, { cwd })).toMatchObject({ status: 0 });
    expect((await runInMemory(["status", "made", "--json"], { cwd })).out).toContain('"done":2');
  });
});
