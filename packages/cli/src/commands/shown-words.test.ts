import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { registerBackend } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
let asked = 0;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-shown-"));
  const model = scriptedModel(() => ({ thinking: "They want a joke.", text: `Answer ${++asked}.` }));
  registerBackend({
    name: "thinker",
    description: "thinks before it speaks",
    packages: [],
    capabilities: { ...model.capabilities, embeddings: false },
    create: () => Promise.resolve({ chat: () => model }),
  });
});
beforeEach(() => {
  asked = 0;
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

it("chat shows what is said, and not what is thought", async () => {
  const run = await runInMemory(["chat", "--model", "thinker:one"], { cwd, input: "Hi!\nAnd now?\n" });
  expect(run).toEqual({ status: 0, out: "Alex Answer 1.\nAlex Answer 2.\n", err: "" });
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
  expect(run).toEqual({ status: 0, out: `${name} Answer 1.\n`, err: "" });
});

it("demo shows what is said, whole and by whom, and not what is thought", async () => {
  const run = await runInMemory(["demo", "--model", "thinker:one", "--count", "0"], { cwd });
  expect(run).toMatchObject({ status: 0, err: "" });
  expect(run.out).toContain("\nAlice Answer 1.\nBob Answer 2.\nAlice Answer 3.\n");
  expect(run.out).not.toContain("joke");
  expect(run.out).toContain("(24 turns, ended by ");
  // What is said of the bundled model is not true of others.
  expect(run.out).not.toContain("demonstration model");
});
