import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import textWidth from "fast-string-width";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { runnableCommands } from "./testing/runnable-commands.ts";
import { runInMemory } from "./testing/run-in-memory.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-widths-"));
  for (const [name, length] of [
    ["made", 12],
    ["real", 9],
  ] as const)
    await writeFile(join(cwd, `${name}.jsonl`), dialogs(name, length));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const said = [
  "I would like to book a table for two, please.",
  "Which day would suit you best?",
  "ok thanks",
  "Tomorrow, or whenever it suits you and the whole of your lovely family.",
] as const;

function dialogs(name: string, length: number): string {
  const lines = Array.from({ length }, (_, at) => ({
    id: `${name}-${at}`,
    personas: { Ann: { name: "Ann", role: at % 2 === 0 ? "nurse" : "cook", age: 20 + at } },
    turns: Array.from({ length: 4 + (at % 3) }, (_turn, turn) => ({
      speaker: turn % 2 === 0 ? "Ann" : "Bob",
      text: said[(at + turn) % said.length],
    })),
  }));
  return `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`;
}

/** Lines that are wider than the terminal, and might be broken: they are more than one word. */
function tooWide(text: string, columns: number): string[] {
  return text
    .split("\n")
    .map((line) => stripVTControlCharacters(line))
    .filter((line) => textWidth(line) > columns && /\S \S/.test(line));
}

const calls = [
  "anonymize made.jsonl --out anonymous",
  "calibrate made.jsonl",
  "compare real=real.jsonl made=made.jsonl",
  "demo --count 0 --out demo",
  "demo --model lokal:pocket",
  "doctor nowhere",
  "eval --list",
  "eval made.jsonl",
  "export made.jsonl --format sharegpt --out exported",
  "import made.jsonl --out imported",
  "inspect modules",
  "models",
  "nope",
  "population made.jsonl",
  "prompts",
  "realism made.jsonl --real real.jsonl --permutations 1",
  "report made.jsonl",
  "roleplay report nowhere",
  "runs list",
  "select made.jsonl --out selected",
  "star stats",
  "test nowhere.yaml",
  "validate made.jsonl",
].map((call) => call.split(" "));
const helps = [[], ...runnableCommands().map(([path]) => path)].map((path) => [...path, "--help"]);

// The narrowest is the hardest to keep within.
describe.each(inject("sweeping") ? [80, 60, 40] : [40])("in a window of %i columns", (columns) => {
  it.each([...calls, ...helps].map((call) => [call.join(" "), call] as const))("%s", async (_name, call) => {
    const { out, err } = await runInMemory(call, { cwd, columns });
    expect(out + err).not.toBe("");
    expect(tooWide(out + err, columns)).toEqual([]);
  });
});

it("leaves what programs read in its own lines", async () => {
  for (const call of ["schema", "models --json", "eval made.jsonl --json"]) {
    const [wide, narrow] = [undefined, 40].map((columns) => runInMemory(call.split(" "), { cwd, columns }));
    expect((await narrow)?.out).toBe((await wide)?.out);
  }
});
