import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleFolder } from "@sdialog/datasets-star";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInMemory } from "./testing/run-in-memory.ts";
import { shellWords } from "./testing/shell-words.ts";

let cwd: string;
const sdialog = (call: string) => runInMemory(shellWords(call), { cwd });

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-tables-"));
  const said = ["I would like a table for 2, please.", "Which day?", "ok thanks", "Tomorrow, Mr Miller."];
  const dialogs = (name: string, length: number) =>
    Array.from({ length }, (_, at) =>
      JSON.stringify({
        id: `${name}-${at}`,
        turns: Array.from({ length: 4 + (at % 3) }, (_turn, turn) => ({
          speaker: turn % 2 === 0 ? "user" : "Bob",
          text: said[(at + turn) % said.length],
        })),
      }),
    ).join("\n");
  const played = (stop: string | undefined, exchanges: number) => ({
    persona: "a nurse",
    sample: "Bake bread.",
    num_turns: exchanges,
    dialog: Array.from({ length: exchanges }, (_, turn) => ({
      turn,
      model_inquirer: "Question?",
      model_responder: "Answer.",
    })),
    stop_reason: stop,
  });
  const recipe = { kind: "dialogues", model: "local:pocket", count: 2, maxTurns: 2 };
  const files = {
    "made.jsonl": dialogs("made", 12),
    "real.jsonl": dialogs("real", 9),
    "people.yaml": "attributes:\n  job: { values: { nurse: 3, cook: 1 } }\n",
    "gates.yaml": "metrics: { turn-count: { min: 5 } }\n",
    "plays.jsonl": [played("goal_reached", 2), played("no_prompt", 1), played(undefined, 3)]
      .map((play) => JSON.stringify(play))
      .join("\n"),
    "recipe.json": JSON.stringify({ ...recipe, personas: [{ name: "Ann" }, {}] }),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text);
  for (const run of ["run", "other maxTurns=4 settings.temperature=0.5"])
    expect((await sdialog(`run recipe.json --out ${run}`)).status).toBe(0);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

/** The cells of what is printed between borders. */
function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("│"))
    .map((line) => line.split("│").slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

const some = expect.stringMatching(/\d/) as string;
/** Commands, and what of their tables does not depend on where and when they are printed. */
const printed: readonly (readonly [call: string, ...rows: (readonly string[])[]])[] = [
  ["anonymize made.jsonl --out anonymous", ["kind", "replaced"], ["id", "12"]],
  [
    "compare real=real.jsonl made=made.jsonl --metrics turn-count",
    ["", "real", "made"],
    ["", "n = 9", "n = 12"],
  ],
  [
    "eval made.jsonl --metrics turn-count",
    ["metric", "mean", "95 % interval", "std", "median", "n"],
    ["turn-count", "5", "4.458 – 5.632", "0.816", "5", "12"],
  ],
  [
    "eval made.jsonl --metrics turn-count --evaluators distinct-2",
    ["metric", "mean", "95 % interval", "std", "median", "n"],
    ["evaluator", "statistic", "value", "95 % interval", "n"],
    ["distinct-2", "distinct", some, some, "12"],
  ],
  [
    "eval --list",
    ["metric", "what it measures"],
    ["turn-count", "turns (nT)"],
    ["evaluator", "what it says of all dialogues together"],
  ],
  ["export made.jsonl --format sharegpt --out exported", ["part", "rows"], ["train", "12"]],
  [
    "models",
    ["backend", "installed", "reachable", "can", "to install"],
    ["local", "yes", "yes", "streaming jsonSchema seed logprobs stop embeddings", ""],
  ],
  [
    "population people.yaml -n 8",
    ["attributes", "total variation", "p", "farthest off"],
    ["job", some, some, expect.stringMatching(/^nurse: 75\.0 % wanted, \S+ % drawn$/) as string],
  ],
  ["prompts", ["prompt", "hash", "what it does"]],
  [
    "realism --real real.jsonl --simulated made.jsonl --permutations 0",
    ["feature", "people (9)", "simulated (12)", "alignment", "at best"],
    ["D1", "", "", some, some],
    ["dimension", "divergence", "by chance", "turns"],
    ["cohorts of 9", "people", "simulated"],
    [
      "openings of their own",
      expect.stringMatching(/, n = 9$/) as string,
      expect.stringMatching(/, n = 9$/) as string,
    ],
  ],
  [
    "roleplay report plays.jsonl",
    ["outcome", "dialogues", "share"],
    ["goal_reached", "1", "33.3 %"],
    ["no_prompt", "1", "33.3 %"],
    ["unknown", "1", "33.3 %"],
  ],
  [
    "run recipe.json --print-config seed=7",
    ["setting", "value", "from"],
    ["count", "2", "recipe.json"],
    ["concurrency", "8", "default"],
    ["seed", "7", "command line"],
  ],
  [
    "run recipe.json --dry-run",
    ["", "at most"],
    ["tasks", "2"],
    ["calls", "4"],
    ["tokens in", some],
    ["tokens out", some],
    ["cost", "$0.00"],
    ["models", "local:pocket"],
  ],
  [
    "run recipe.json --dry-run model=openai:nonesuch",
    ["", "at most"],
    ["cost", "unknown (no price for openai:nonesuch)"],
  ],
  [
    "runs list",
    ["run", "kind", "started", "done", "failed", "pending", "folder"],
    ["recipe", "dialogues", some, "2", "0", "0", expect.stringMatching(/other$/) as string],
    ["recipe", "dialogues", some, "2", "0", "0", expect.stringMatching(/run$/) as string],
  ],
  [
    "runs show run",
    ["done", "failed", "pending", "of", "ms a call"],
    ["2", "0", "0", "2", some],
    ["model", "calls", "tokens in", "tokens out", "cost"],
    ["local:pocket", "4", some, some, "$0.0000"],
  ],
  [
    "runs compare run other",
    ["", "recipe", "recipe"],
    ["settings.temperature", "–", "0.5"],
    ["maxTurns", "2", "4"],
    ["reached", "–", "–"],
    ["calls", "4", "8"],
  ],
  [
    "select made.jsonl --profile gates.yaml --out selected",
    ["gate", "dialogues", "fell", "reasons"],
    ["metrics", "12", "4", expect.stringMatching(/turn-count.*: 4$/) as string],
  ],
  [`star stats --path '${sampleFolder}'`, ["dialogues", "turns", "words"], [some, some, some]],
  ["status run", ["done", "failed", "pending", "of"], ["2", "0", "0", "2"]],
];
const tables = printed.map(([call, ...rows]) => [call, rows] as const);

describe("tables", () => {
  it.each(tables)("of %s say what stands where, and are for people alone", async (call, rows) => {
    const { status, out, err } = await sdialog(call);
    expect([status, err]).toEqual([0, expect.not.stringContaining("rror") as string]);
    const found = rowsOf(out);
    for (const row of rows) expect(found).toContainEqual(row);
    expect(() => JSON.parse(out) as unknown).toThrow(SyntaxError);
  });

  it.each(tables)("of %s are one value for programs", async (call) => {
    const { out } = await sdialog(`${call} --json`);
    expect(JSON.parse(out)).toBeInstanceOf(Object);
  });

  it("are left out when there is nothing to say", async () => {
    const { out } = await sdialog("eval made.jsonl --metrics vendi");
    expect(rowsOf(out).map(([name]) => name)).toEqual(["evaluator", "vendi", "vendi"]);
  });
});
