import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { registerBackend } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

const model = scriptedModel(({ messages }) => ({
  thinking: "They want a joke.",
  text: `Answer to ${messages.length}.`,
}));
registerBackend({
  name: "thinker",
  description: "thinks before it speaks",
  packages: [],
  capabilities: { ...model.capabilities, embeddings: false },
  create: () => Promise.resolve({ chat: () => model }),
});

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-shown-"));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

it("chat shows what is said, and not what is thought", async () => {
  const run = await runInMemory(["chat", "--model", "thinker:one"], { cwd, input: "Hi!\nAnd now?\n" });
  expect(run).toEqual({ status: 0, out: "Alex Answer to 2.\nAlex Answer to 4.\n", err: "" });
});

it.each([
  [["--system", "Be brief."], "Assistant"],
  [["--system", "Be brief.", "--name", "Kim"], "Kim"],
  [["--name", "Kim"], "Kim"],
])("chat with %j is with %s, and ends with an empty line", async (flags, name) => {
  const run = await runInMemory(["chat", "--model", "thinker:one", ...flags], {
    cwd,
    input: "Hi!\n\nMore?\n",
  });
  expect(run).toEqual({ status: 0, out: `${name} Answer to 2.\n`, err: "" });
});

it("demo shows what is said, whole and by whom, and not what is thought", async () => {
  const run = await runInMemory(["demo", "--model", "thinker:one", "--count", "0"], { cwd });
  expect(run).toMatchObject({ status: 0, err: "" });
  expect(run.out).toContain("\nAlice Answer to 1.\nBob Answer to 2.\nAlice Answer to 3.\n");
  expect(run.out).not.toContain("joke");
  expect(run.out).toMatch(/Alice & Bob\W+24\W+72\W+max_turns\W+Answer to 1\./);
  expect(run.out).toContain("(24 turns, ended by ");
  // What is said of the bundled model is not true of others.
  expect(run.out).not.toContain("demonstration model");
});
