import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { saveDialogs } from "@sdialog/core/fs";
import { registerBackend } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { beforeAll, beforeEach, afterEach, describe, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
const asked: string[] = [];

beforeAll(() => {
  const model = scriptedModel(({ messages }) => {
    asked.push(messages.map(({ content }) => content).join("\n"));
    return JSON.stringify({ positive: true, reason: "so", message: "Hm.", done: true });
  });
  registerBackend({
    name: "hears",
    description: "keeps what it is asked",
    packages: [],
    capabilities: { ...model.capabilities, embeddings: false },
    create: () => Promise.resolve({ chat: () => model }),
  });
});
beforeEach(async () => {
  asked.length = 0;
  cwd = await mkdtemp(join(tmpdir(), "sdialog-prompt-flags-"));
  const turns = [1, 2].map((turn) => ({ speaker: turn === 1 ? "A" : "B", text: `Turn ${turn}.` }));
  await saveDialogs([new Dialog({ turns })], join(cwd, "said.jsonl"));
  await writeFile(join(cwd, "judge, mine.txt"), "WEIGH {{criterion}} {{transcript}}");
  const logs = Array.from({ length: 20 }, (_, id) => new Dialog({ id: `log-${id}`, turns }));
  await saveDialogs(logs, join(cwd, "logs.jsonl"));
  await writeFile(join(cwd, "inquirer, mine.txt"), "ASK AS {{persona}} for {{goal}}");
  await writeFile(join(cwd, "agent, mine.txt"), "BE {{persona}}");
  await writeFile(
    join(cwd, "recipe.yaml"),
    "kind: dialogues\ncount: 1\nmaxTurns: 2\nmodel: hears:one\npersonas: [{type: Persona, name: Ann}, {type: Persona, name: Bo}]\n",
  );
  await writeFile(join(cwd, "profile.yaml"), "judges: {llm-judge-refusal: {min: 0}}\n");
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const judging = ["--model", "hears:one", "--prompt", "judge=judge, mine.txt"];

describe("--prompt", () => {
  it.each([
    ["eval", ["said.jsonl", "--metrics", "llm-judge-refusal", ...judging], "WEIGH "],
    ["compare", ["one=said.jsonl", "--metrics", "llm-judge-refusal", ...judging], "WEIGH "],
    ["select", ["said.jsonl", "--profile", "profile.yaml", ...judging], "WEIGH "],
    ["run", ["recipe.yaml", "--prompt", "agent=agent, mine.txt"], "BE "],
    [
      "realism",
      ["--real", "said.jsonl", "--simulated", "said.jsonl", "--user", "A", "--permutations", "0", ...judging],
      "WEIGH ",
    ],
    ["doctor", ["--model", "hears:one", "--tries", "1", "--prompt", "agent=agent, mine.txt"], "BE "],
    [
      "roleplay",
      [
        "run",
        "recipe.model=hears:one",
        "recipe.inquirer.model=hears:one",
        "++recipe.goals=[bread]",
        "++recipe.personas=[a cook]",
        "--prompt",
        "inquirer=inquirer, mine.txt",
      ],
      "ASK AS a cook",
    ],
    [
      "calibrate",
      [
        "--real",
        "logs.jsonl",
        "--user",
        "A",
        "--model",
        "hears:one",
        "--dialogs",
        "4",
        "--rounds",
        "0",
        "--max-calls",
        "12",
        "--prompt",
        "agent=agent, mine.txt",
      ],
      "BE ",
    ],
  ])("reaches the models of %s", async (command, args, mark) => {
    const { err } = await runInMemory([command, ...args], { cwd });
    expect(err).not.toContain("judge=");
    expect(asked.some((text) => text.includes(mark))).toBe(true);
  });

  it("is kept as text by a run", async () => {
    await runInMemory(["run", "recipe.yaml", "--prompt", "agent=agent, mine.txt"], { cwd });
    expect(await readFile(join(cwd, "run/manifest.json"), "utf8")).toContain("BE {{persona}}");
  });

  it.each([
    ["eval", ["said.jsonl", "--prompt", "agent=agent, mine.txt"], 'No prompt "agent" is used here'],
    ["eval", ["said.jsonl", "--prompt", "judge"], '"judge" is not name=file'],
    ["eval", ["said.jsonl", "--prompt", "judge=agent, mine.txt"], "{{persona}}"],
    ["eval", ["said.jsonl", "--prompt", "judge=nowhere.txt"], "nowhere.txt"],
    [
      "chat",
      ["--system", "Hi.", "--prompt", "agent=agent, mine.txt"],
      "--system and --prompt are both given",
    ],
    ["serve", ["--prompt", "agent=agent, mine.txt", "--port", "0"], "--prompt needs a persona"],
    ["run", ["recipe.yaml", "--prompt", "agnet=agent, mine.txt"], "agent"],
    [
      "realism",
      ["--real", "said.jsonl", "--simulated", "said.jsonl", "--prompt", "judge=judge, mine.txt"],
      "nobody is asked",
    ],
    ["doctor", ["run", "--prompt", "agent=agent, mine.txt"], "nobody is asked"],
    [
      "doctor",
      ["--model", "hears:one", "--prompt", "judge=judge, mine.txt"],
      'No prompt "judge" is used here',
    ],
    ["calibrate", ["--real", "logs.jsonl", "--user", "A", "--prompt", "agnet=agent, mine.txt"], "agnet"],
  ])("is refused by %s %j with a reason", async (command, args, reason) => {
    const { status, err } = await runInMemory([command, ...args], { cwd });
    expect(err).toContain(reason);
    expect(status).not.toBe(0);
    expect(asked).toEqual([]);
  });
});
