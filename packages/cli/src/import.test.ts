import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createProgram } from "./cli.ts";
import { processTerminal } from "./terminal/terminal.ts";
import { runInMemory } from "./testing/run-in-memory.ts";

// What a module of somebody's own does, through another copy of the package than the program uses.
const own = `
import { register } from ${JSON.stringify(new URL("../../core/src/index.ts", import.meta.url).href)};
register("metric", {
  name: "turns-by-twos",
  description: "turns, two at a time",
  create: () => ({ name: "turns-by-twos", score: (dialog) => dialog.turns.length / 2 }),
});
register("orchestrator", {
  name: "SayTea",
  description: "asks for tea",
  create: () => ({
    label: "SayTea",
    persistent: false,
    begin: () => ({ instruct: () => "Ask for tea." }),
    toJSON: () => ({ name: "SayTea", args: {} }),
  }),
});
`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-import-"));
  await writeFile(join(cwd, "own.mjs"), own);
  await writeFile(join(cwd, "one.json"), JSON.stringify({ turns: [{ speaker: "A", text: "Hi" }] }));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

function leaves(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
}

describe("--import", () => {
  it("is an option of every command", () => {
    const commands = leaves(createProgram(processTerminal(new AbortController().signal)));
    const without = commands.filter(({ options }) => !options.some(({ long }) => long === "--import"));
    // The completion of shells is somebody else's.
    expect(without.map((command) => command.name())).toEqual(["complete"]);
  });

  it("brings a metric for eval, from a path that starts at the working folder", async () => {
    const unknown = await runInMemory(["eval", "one.json", "--metrics", "turns-by-twos"], { cwd });
    expect(unknown.err).toContain('There is no metric called "turns-by-twos"');
    const args = ["eval", "one.json", "--metrics", "turns-by-twos", "--json", "--import", "./own.mjs"];
    const { out } = await runInMemory(args, { cwd });
    expect(JSON.parse(out)).toMatchObject({ dialogs: [{ "turns-by-twos": 0.5 }] });
    expect((await runInMemory(["eval", "--list"], { cwd })).out).toContain("turns, two at a time");
  });

  it("brings a rule for run, and stands in the run's manifest for its workers", async () => {
    const recipe = {
      kind: "dialogues",
      personas: [{ name: "Ann" }, { name: "Bo" }],
      orchestrators: [{ type: "SayTea" }],
      count: 1,
      maxTurns: 2,
    };
    await writeFile(join(cwd, "recipe.json"), JSON.stringify(recipe));
    const args = ["run", "recipe.json", "--out", "out", "--import", "./own.mjs", "--json"];
    const { status, err } = await runInMemory(args, { cwd });
    expect([status, err]).toEqual([0, expect.any(String)]);
    const manifest = JSON.parse(await readFile(join(cwd, "out", "manifest.json"), "utf8")) as {
      variants: { recipe: { imports: string[] } }[];
    };
    expect(manifest.variants[0]?.recipe.imports).toEqual([join(cwd, "own.mjs")]);
    expect(await readFile(join(cwd, "out", "dialogues.jsonl"), "utf8")).toContain("Ask for tea.");
  });

  it("says what is wrong with a module that cannot be loaded, before anything is done", async () => {
    const { status, err } = await runInMemory(["eval", "--list", "--import", "./none.mjs"], { cwd });
    expect(status).toBe(2);
    expect(err).toContain("The module ./none.mjs cannot be loaded: it was not found");
  });
});
