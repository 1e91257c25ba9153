import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openaiProtocol, startWireServer, type WireServer } from "@sdialog/llm/testing";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createProgram, everyCommand, pathOf } from "../cli.ts";
import { type CliRun, runInMemory } from "../testing/run-in-memory.ts";
import { processTerminal } from "./terminal.ts";

// Hides what follows, clears the screen, sets its title, goes up, turns text around, breaks lines.
const hostile =
  "Hi \u001b[8;5;28mno \u001b[2J\u001b]0;owned\u0007\u009b1A\rover\u0008\u001b[45m\u202eRLO\u2028\u2029 there?";
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;
// The colours of this program, and what closes them.
// oxlint-disable-next-line no-control-regex -- colours are control characters
const own = /\u001b\[(?:1|2|22|3[1-6]|39)m/g;
// A table wraps what is shown, so that one sign of it must do.
const shown = /␛/;

let cwd: string;
let server: WireServer;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-hostile-commands-"));
  server = await startWireServer(openaiProtocol);
  server.answer({
    reply: { text: [hostile], finish: "stop", usage: { inputTokens: 1, outputTokens: 1 } },
  });
  vi.stubEnv("OPENAI_BASE_URL", `${server.url}/v1`);
  vi.stubEnv("OPENAI_API_KEY", "none");
  const turn = (speaker: string) => ({ speaker: `${speaker}${hostile}`, text: hostile });
  const dialogs = Array.from({ length: 4 }, (_, index) => ({
    id: `${index}${hostile}`,
    model: hostile,
    scenario: hostile,
    turns: [turn("Ann"), turn("Bo"), turn("Ann"), turn("Bo")],
  }));
  await writeFile(join(cwd, "d.jsonl"), dialogs.map((one) => `${JSON.stringify(one)}\n`).join(""));
  const recipe = {
    kind: "dialogues",
    count: 2,
    name: `n${hostile}`,
    model: `openai:${hostile}`,
    maxTurns: 2,
    personas: [{ name: hostile }, { name: "B" }],
  };
  await writeFile(join(cwd, "r.json"), JSON.stringify(recipe));
  // One key that a configuration of PersonaGym has, so that the file is read and its strange keys are named.
  await writeFile(
    join(cwd, "config.yaml"),
    `${JSON.stringify({ distractor: { enabled: false }, [hostile]: { [hostile]: hostile } })}\n`,
  );
  await writeFile(
    join(cwd, "t.json"),
    JSON.stringify({
      kind: "test",
      name: hostile,
      model: "openai:x",
      chatbots: { [`b${hostile}`]: { model: "openai:y" } },
      scenarios: [{ name: hostile, goal: hostile, secrets: { s: hostile } }],
      maxTurns: 2,
    }),
  );
  for (const out of ["a", "b", "torn"]) await run("run", "r.json", "--out", out);
  for (const file of ["dialogues.jsonl", "failures.jsonl"])
    await appendFile(join(cwd, "torn", file), `${hostile}\n`);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server[Symbol.asyncDispose]();
  await rm(cwd, { recursive: true, force: true });
});

function run(...args: string[]): Promise<CliRun> {
  return runInMemory(args, { cwd, input: "Hello\n", colors: true });
}

const model = ["--model", "openai:x"];

/** Commands that show something of a file, a model or a server, called so that they do. */
const showing: Readonly<Record<string, readonly string[]>> = {
  demo: [...model, "--count", "1"],
  chat: model,
  run: ["r.json", "--out", "again"],
  "runs list": ["."],
  "runs compare": ["a", "b"],
  "import-config personagym": ["config.yaml"],
  test: ["t.json", "--out", "tested"],
  compare: [`x${hostile}=d.jsonl`, "y=d.jsonl", "--metrics", "turn-count"],
  import: ["d.jsonl", `no${hostile}.txt`, "--out", "in"],
  validate: ["d.jsonl"],
};

/** Commands that only count what stands in hostile files. */
const counting: Readonly<Record<string, readonly string[]>> = {
  doctor: ["torn"],
  status: ["torn"],
  "retry-failed": ["torn"],
  resume: ["torn"],
  "runs show": ["torn"],
  eval: ["d.jsonl", "--metrics", "turn-count"],
  anonymize: ["d.jsonl", "--out", "nobody"],
  select: ["d.jsonl", "--out", "good"],
  export: ["d.jsonl", "--assistant", "1", "--out", "out"],
  population: ["d.jsonl", "--user", "nobody"],
  realism: ["--real", "d.jsonl", "--simulated", "d.jsonl", "--user", `Ann${hostile}`, "--permutations", "0"],
};

const commands = everyCommand(createProgram(processTerminal(new AbortController().signal)))
  .filter((command) => command.commands.length === 0)
  .map(pathOf)
  .filter((path) => path !== "complete");

describe("on a terminal with colours", () => {
  it.each(Object.entries({ ...showing, ...counting }))(
    "sdialog %s sends nothing that a file, a model or a server says",
    async (command, args) => {
      const { out, err } = await run(...command.split(" "), ...args);
      expect((out + err).replaceAll(own, "")).not.toMatch(obeyed);
      if (command in showing) expect(out + err).toMatch(shown);
    },
  );

  it("no command sends what it is called with", async () => {
    for (const command of commands) {
      const { out, err, status } = await run(...command.split(" "), hostile, `--${hostile}`);
      expect.soft((out + err).replaceAll(own, ""), command).not.toMatch(obeyed);
      expect.soft(status, command).not.toBe(0);
    }
  });
});
