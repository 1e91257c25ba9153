import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";
import { shellWords } from "../testing/shell-words.ts";

const line = (stop: string, exchanges: number) => ({
  persona: "a nurse",
  sample: "Bake bread.\nWithout yeast.",
  num_turns: exchanges,
  dialog: Array.from({ length: exchanges }, (_, turn) => ({
    turn,
    model_inquirer: `Question ${turn}?`,
    model_responder: `Answer ${turn}.`,
  })),
  stop_reason: stop,
});

it("result files are read, reported about, and written as they were", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "sdialog-roleplay-"));
  const lines = [line("goal_reached", 2), line("no_prompt", 1), line("max_turns", 3)];
  await writeFile(join(cwd, "5.jsonl"), lines.map((each) => `${JSON.stringify(each)}\n`).join(""));
  const { out } = await runInMemory(["roleplay", "report", "5.jsonl", "--json"], { cwd });
  expect(JSON.parse(out)).toMatchObject({
    dialogs: 3,
    outcomes: { goal_reached: 1, no_prompt: 1, turn_limit: 1 },
    meanExchanges: 2,
    failed: {},
  });
  await runInMemory(["export", "5.jsonl", "--format", "llm-roleplay", "--out", "again"], { cwd });
  const written = await readFile(join(cwd, "again", "train.jsonl"), "utf8").catch(() =>
    readFile(join(cwd, "again", "dialogs.jsonl"), "utf8"),
  );
  expect(
    written
      .trim()
      .split("\n")
      .map((each) => JSON.parse(each) as unknown),
  ).toEqual(lines);
});

it("a report in words has the outcomes with their shares, the faults there are, and who does not say", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "sdialog-roleplay-"));
  const said = async (...lines: readonly object[]) => {
    await writeFile(join(cwd, "5.jsonl"), lines.map((each) => `${JSON.stringify(each)}\n`).join(""));
    return (await runInMemory(["roleplay", "report", "5.jsonl"], { cwd })).out;
  };
  const told = await said(line("goal_reached", 2), line("goal_reached", 3), line("no_prompt", 1));
  expect(told).toMatch(/goal_reached\W+2\W+66\.7 %/);
  expect(told).toContain("2.00 exchanges a dialogue");
  expect(told).not.toContain("do not say why they ended");
  const { stop_reason: _, ...silent } = line("", 1);
  expect(await said(line("goal_reached", 2), silent)).toContain("1 of 2 dialogues do not say why they ended");
});

it("a configuration is shown in words: what became of each key, and the recipe", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "sdialog-roleplay-"));
  const args = ["++recipe.goals=[a recipe]", "++recipe.personas=[a cook]", "++seed=9"];
  const { status, out } = await runInMemory(["roleplay", "run", ...args, "--print-config"], { cwd });
  expect(status).toBe(0);
  expect(out).toMatch(/key\W+in the recipe\W+value/);
  expect(out).toMatch(/^\W*seed\W+seed\W+9/m);
  expect(out).toContain("kind: roleplay\n");
});

it("what files say to Hydra is told as left out, by --print-config and by a run", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "sdialog-roleplay-"));
  await mkdir(join(cwd, "configs", "study"), { recursive: true });
  await writeFile(
    join(cwd, "configs", "study", "pilot.yaml"),
    '# @package _global_\ndefaults: [base]\nhydra: { sweeper: { params: { seed: "1,2" } } }\nseed: 9\n',
  );
  const command = ["roleplay", "run", "study=pilot"];
  const { out } = await runInMemory([...command, "--print-config", "--json"], { cwd });
  const [{ left, recipe }] = JSON.parse(out) as [{ left: { key: string }[]; recipe: object }];
  expect(recipe).toMatchObject({ seed: 9 });
  expect(left.map(({ key }) => key.replace(/^.*: (?=defaults|hydra)/, ""))).toEqual([
    "defaults: base",
    "hydra.sweeper.params.seed",
  ]);
  // No key is there, so the run ends at once.
  const models = ["recipe.model=openai:x", "recipe.inquirer.model=openai:x", "recipe.modelRetries=0"];
  const people = ["++recipe.goals=[a recipe]", "++recipe.personas=[a cook]", "recipe.count=1"];
  const { err } = await runInMemory([...command, ...models, ...people], { cwd, env: {} });
  expect(err).toContain("defaults: base left out:");
  expect(err).toContain("hydra.sweeper.params.seed left out:");
});

it.each([
  [["++hello=world"], /not a configuration of LLM Roleplay[^]*action_config/],
  [["++action_config.task.num_turn=3"], /Did you mean "action_config.task.num_turns"/],
  [["++action_config.task.num_turns=many"], /action_config.task.num_turns/],
])("%j is refused with what was expected", async (args, reason) => {
  const cwd = await mkdtemp(join(tmpdir(), "sdialog-roleplay-"));
  const { status, err } = await runInMemory(["roleplay", "run", ...args], { cwd });
  expect(status).toBe(2);
  expect(err).toMatch(reason);
});

it("a sweep makes every variant, whatever became of the first, and prints one list", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "sdialog-roleplay-"));
  // The bundled model marks no message, so that every task fails.
  const models = ["recipe.model=local:pocket", "recipe.inquirer.model=local:pocket", "recipe.count=1"];
  const people = ["++recipe.goals=[a recipe]", "++recipe.personas=[a cook]", "++recipe.turnRetries=0"];
  const { status, out, err } = await runInMemory(
    ["roleplay", "run", "--multirun", ...models, ...people, "++seed=73,321", "--json"],
    { cwd },
  );
  const summaries = JSON.parse(out) as { readonly folder: string; readonly failed: number }[];
  expect(summaries.map(({ folder, failed }) => [folder, failed])).toEqual([
    [join(cwd, "run", "73"), 1],
    [join(cwd, "run", "321"), 1],
  ]);
  expect([status, err]).toEqual([1, expect.stringContaining("2 of 2 variants failed")]);
  const told = await runInMemory(["roleplay", "report", "run/73"], { cwd });
  expect(told.out).toMatch(/failed by\W+tasks[^]*?\w+\W+1\W/);
  expect(told.out).not.toContain("outcome");
});

it("says the command that goes on under a higher budget", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "sdialog-roleplay-"));
  const models = ["recipe.model=local:pocket", "recipe.inquirer.model=local:pocket", "recipe.count=2"];
  const people = ["++recipe.goals=[baking]", "++recipe.personas=[cook]", "++recipe.concurrency=1"];
  const args = [...models, ...people, "++recipe.maxTurns=2", "++recipe.budget.tokens=1"];
  const { err } = await runInMemory(["roleplay", "run", ...args, "--out", "spent"], { cwd });
  const said = /aise the budget .*with: sdialog (.+)/.exec(err)?.[1] ?? err;
  expect(said).toMatch(/budget\.tokens=…$/);
  const again = shellWords(said.replace("…", "1000000"));
  expect((await runInMemory(again, { cwd })).out).toContain("0 pending");
});
