import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Random } from "@sdialog/core";
import { registerBackend } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { type CliRun, runInMemory } from "../testing/run-in-memory.ts";
import { shellWords } from "../testing/shell-words.ts";

let cwd: string;
let address: string;
/** What the bot says, how often it has, and what happens then. */
let reply = "Fine.";
let asked = 0;
let onAsked = (_count: number): void => undefined;
const bot = createServer((_request, response) => {
  onAsked(++asked);
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ reply }));
});

const users = 3;
const webhook = { type: "webhook", body: { text: "{{message}}" }, answer: "reply" };
const scenario = { name: "buys", goal: "buy tulips", maxTurns: 2, expect: [{ notSaid: "Reply" }] };
const people = Array.from({ length: users }, (_, index) => ({ name: `User ${index}` }));

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog said-"));
  await new Promise<void>((done) => bot.listen(0, "127.0.0.1", done));
  address = `http://127.0.0.1:${(bot.address() as AddressInfo).port}/chat`;
  const model = scriptedModel(() => "Do you have tulips?");
  registerBackend({
    name: "said",
    description: "asks for tulips",
    packages: [],
    capabilities: { ...model.capabilities, embeddings: false },
    create: () => Promise.resolve({ chat: () => ({ ...model, notice: "Nobody is asked about goals." }) }),
  });
  await writeFile(join(cwd, "nothing.mjs"), "export const nothing = 0;\n");
  await writeFile(
    join(cwd, "recipe.json"),
    JSON.stringify({
      kind: "test",
      chatbot: { ...webhook, url: address },
      scenarios: [{ ...scenario, maxTurns: 4 }],
      personas: people,
      model: "said:users",
    }),
  );
});
beforeEach(() => {
  reply = "Fine.";
  onAsked = () => undefined;
});
afterAll(async () => {
  bot.closeAllConnections();
  bot.close();
  await rm(cwd, { recursive: true, force: true });
});

const sdialog = (args: readonly string[], signal?: AbortSignal): Promise<CliRun> =>
  runInMemory(args, { cwd, ...(signal === undefined ? {} : { signal }) });

const argumentsOf = (text: string): readonly string[] => text.split(" ");
const flags = (): readonly string[] => [
  address,
  ...argumentsOf("--answer reply --max-turns 2 --never-say Reply --model said:users"),
  "--body",
  JSON.stringify(webhook.body),
  "--users",
  `${users}`,
  "--goal",
  scenario.goal,
];
const named = (value: object): string => JSON.stringify(value);

/** Ways to describe one test. */
const ways: Readonly<Record<string, () => readonly string[]>> = {
  flags: () => [...flags(), "--concurrency", "1"],
  "key=value": () => [
    address,
    `chatbot=${named({ ...webhook, url: address })}`,
    `scenarios=${named([scenario])}`,
    `personas=${named(people)}`,
    "model=said:users",
    "concurrency=1",
  ],
  both: () => [...flags(), "concurrency=1", "seed=4", "answerTimeoutMs=9000"],
  "flags, and a module that wants trust": () => [
    ...flags(),
    ...argumentsOf("--import ./nothing.mjs --concurrency 1"),
  ],
  "a recipe": () => ["recipe.json", "concurrency=1"],
  "a recipe with changes": () => ["recipe.json", "scenarios.0.maxTurns=2", "seed=4", "concurrency=1"],
  "a recipe with changes and flags": () => [
    "recipe.json",
    "scenarios.0.maxTurns=2",
    "--seed",
    "4",
    "--repeat",
    "1",
    "--concurrency",
    "1",
    "--policies",
    "disclosure",
  ],
};

/** The command that is said after some words, as a shell would give it, with a budget filled in. */
function saidAfter(beginning: string, { out, err }: CliRun): readonly string[] {
  const line = `${out}\n${err}`.split("\n").find((one) => one.includes(beginning)) ?? "";
  const [, command = ""] = line.split(`${beginning}: sdialog `);
  expect(command, `${beginning} in ${err}`).not.toBe("");
  return shellWords(command.replaceAll("…", "1000000"));
}
const raised = "aise the budget and continue with";
const spent = ["budget.tokens=1"];

/** How a test did not come to its end, and the commands that are said then. */
type Situation = (out: string, described: readonly string[]) => Promise<readonly (readonly string[])[]>;

async function heldAndFailed(out: string, described: readonly string[]): Promise<readonly string[]> {
  reply = "Reply.";
  const run = await sdialog(["test", ...described, "--out", out]);
  expect(run).toMatchObject({
    status: 1,
    err: expect.stringContaining("3 of 3 conversations did") as string,
  });
  reply = "Fine.";
  return saidAfter("Run them again with", run);
}

/** Ends a command by a signal when the bot is asked for the second conversation. */
async function interrupted(args: readonly string[]): Promise<CliRun> {
  const stop = new AbortController();
  const before = asked;
  // The first is the probe.
  onAsked = () => void (asked === before + 3 && stop.abort());
  const run = await sdialog(args, stop.signal);
  onAsked = () => undefined;
  expect(run.status).toBe(130);
  return run;
}

const situations: Readonly<Record<string, Situation>> = {
  "its budget is spent": async (out, described) => {
    const run = await sdialog(["test", ...described, ...spent, "--out", out, "--junit", `${out}.xml`]);
    expect(run.status).toBe(1);
    const first = saidAfter(raised, run);
    expect(first).toContain("--junit");
    return [first];
  },
  "its budget is spent, as doctor has it": async (out, described) => {
    await sdialog(["test", ...described, ...spent, "--out", out]);
    return [saidAfter(raised, await sdialog(["doctor", out]))];
  },
  "its budget is spent, as resume has it": async (out, described) => {
    await sdialog(["test", ...described, ...spent, "--out", out]);
    return [saidAfter(raised, await sdialog(["resume", out, "--trust"]))];
  },
  "conversations failed": async (out, described) => [await heldAndFailed(out, described)],
  "what failed is held again until the budget is spent": async (out, described) => {
    const again = await heldAndFailed(out, described);
    const run = await sdialog([...again, ...spent]);
    expect(run.status).toBe(1);
    return [saidAfter(raised, run), saidAfter(raised, await sdialog(["doctor", `${out}-failed-1`]))];
  },
  "it is interrupted": async (out, described) => {
    const run = await interrupted(["test", ...described, "--out", out]);
    return [saidAfter("Continue with", run), saidAfter("Continue with", await sdialog(["doctor", out]))];
  },
  "what failed is held again until it is interrupted": async (out, described) => {
    const run = await interrupted(await heldAndFailed(out, described));
    return [saidAfter("Continue with", run)];
  },
};

const said = Object.entries(ways).flatMap(([way, described]) =>
  Object.entries(situations).map(([when, make]) => ({ way, described, when, make })),
);

describe("of a test", () => {
  // All of them in a sweep, else some that are drawn.
  it.each(inject("sweeping") ? said : new Random(1).sample(said, 10))(
    "that is described by $way the command that is said when $when holds the rest",
    async ({ way, described, when, make }) => {
      const out = join(cwd, `${way} ${when}`.replaceAll(/[^\w ]+/g, ""));
      for (const words of await make(out, described())) {
        // Doctor leaves it to the reader whether to trust a folder, and says what there is to trust.
        const trusting = words.includes("--trust") || !way.includes("trust") ? words : [...words, "--trust"];
        const run = await sdialog(trusting);
        expect(run, `${words.join(" ")}: ${run.err}`).toMatchObject({
          status: 0,
          out: expect.stringMatching(/ 3 +│ +3 +│ +0 +│ +0 /) as string,
        });
      }
    },
  );
});

describe("what failed, held again", () => {
  const fieldsIn = async (folder: string): Promise<Readonly<Record<string, unknown>>> => {
    const text = await readFile(join(cwd, folder, "manifest.json"), "utf8");
    const { variants } = JSON.parse(text) as { variants: { recipe: Record<string, unknown> }[] };
    return variants[0]?.recipe ?? {};
  };

  it.each<[name: string, target: () => readonly string[]]>([
    ["the address", () => [address, "--out", "the address"]],
    ["the flags", () => [...flags(), "--out", "the flags"]],
    ["the folder", () => ["the folder"]],
  ])("goes by what is said of how: by %s", async (name, target) => {
    await heldAndFailed(name, [...flags(), "concurrency=2"]);
    const again = ["test", ...target(), "--only", "failed"];
    const { concurrency, timeoutMs } = await fieldsIn(name);
    expect([concurrency, timeoutMs]).toEqual([2, undefined]);
    const run = await sdialog([
      ...again,
      "timeoutMs=9000",
      "--concurrency",
      "1",
      "budget.tokens=1",
      "name=n",
    ]);
    expect(run).toMatchObject({
      status: 1,
      err: expect.stringContaining("The budget ended the run") as string,
    });
    expect(await fieldsIn(`${name}-failed-1`)).toMatchObject({
      concurrency: 1,
      timeoutMs: 9000,
      budget: { tokens: 1 },
      name: "n",
    });
    // What is not said is as it was.
    expect(await sdialog(again)).toMatchObject({ status: 0 });
    expect(await fieldsIn(`${name}-failed-2`)).toMatchObject({ concurrency: 2, budget: {} });
    expect(await sdialog([...again, "count=1"])).toMatchObject({
      status: 0,
      out: expect.stringMatching(/ 1 +│ +1 +│/) as string,
    });
    expect(await sdialog([...again, "only=[0]"])).toMatchObject({
      status: 2,
      err: expect.stringContaining("both say which conversations") as string,
    });
  });

  it("says where a recipe's file would have it held otherwise by now", async () => {
    await writeFile(join(cwd, "edited.json"), await readFile(join(cwd, "recipe.json")));
    await heldAndFailed("edited", ["edited.json", "concurrency=2"]);
    const recipe = JSON.parse(await readFile(join(cwd, "edited.json"), "utf8")) as object;
    await writeFile(join(cwd, "edited.json"), JSON.stringify({ ...recipe, budget: { tokens: 1 } }));
    const again = ["test", "edited.json", "--out", "edited", "--only", "failed"];
    const run = await sdialog(again);
    expect(run.status).toBe(0);
    expect(run.err).toMatch(/^`budget`: edited\.json differs from .+edited here\./m);
    expect((await sdialog([...again, "budget.tokens=90000"])).err).not.toContain("differs from");
  });
});

it.each<[args: readonly string[], message: string]>([
  [["--out", "elsewhere"], "--out is for another test"],
  [["--users", "2"], "--users says what is tested"],
  [["--goal", "x"], "--goal says what is tested"],
  [["seed=9"], "seed: the run in "],
  [["seed=9", "--only", "failed"], "seed=9 would make another test"],
  [["--prompt", "user=recipe.json"], "prompts"],
])("a folder is not tested with %j: status 2", async (args, message) => {
  await sdialog(["test", "recipe.json", "--out", "there"]);
  expect(await sdialog(["test", "there", ...args])).toMatchObject({
    status: 2,
    err: expect.stringContaining(message) as string,
  });
});

it("a folder without a test is not tested: status 2", async () => {
  const dialogues = {
    kind: "dialogues",
    count: 1,
    maxTurns: 2,
    model: "said:users",
    personas: people.slice(1),
  };
  await writeFile(join(cwd, "dialogues.json"), JSON.stringify(dialogues));
  await sdialog(["run", "dialogues.json", "--out", "made"]);
  for (const [folder, more, message] of [
    ["made", [], "Go on with it by `sdialog resume`"],
    ["made", ["--only", "failed"], "Use `sdialog retry-failed`"],
    [".", [], "holds no run"],
    [".", ["--only", "failed"], "holds no test"],
  ] as const)
    expect(await sdialog(["test", folder, ...more])).toMatchObject({
      status: 2,
      err: expect.stringContaining(message) as string,
    });
});
