import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, TestRunner } from "vitest";
import { readTestedDialogs, type TestedDialog } from "../results/tested-dialog.ts";
import type { TestModule, Vitest } from "vitest/node";
import { simulate } from "../vitest/index.ts";
import { ConversationReporter } from "./conversation-reporter.ts";

it("writes the conversations of all tests to one page and one file, with what is different from a baseline", async () => {
  const root = await mkdtemp(join(tmpdir(), "sdialog-vitest-"));
  try {
    const lines: string[] = [];
    const vitest = { config: { root }, logger: { log: (line: string) => lines.push(line) } };
    const report = async (answer: string, options: { out: string; baseline?: string }): Promise<string> => {
      const dialogs = await conversations(answer);
      const test = { meta: () => ({ sdialog: dialogs }) };
      const reporter = new ConversationReporter(options);
      reporter.onInit(vitest as unknown as Vitest);
      await reporter.onTestRunEnd([{ children: { allTests: () => [test] } }] as unknown as TestModule[]);
      return readFile(join(root, options.out, "report.html"), "utf8");
    };
    expect(await report("Good morning!", { out: "first" })).toContain("All 6 conversations passed");
    const second = await report("Hm.", { out: "second", baseline: "first" });
    expect(second).toContain("6 of 6 conversations failed");
    expect(second).toContain("regressions beyond chance");
    expect(lines[1]).toBe(
      `Conversations: 0 passed, 6 failed, 0 could not be judged: ${join(root, "second", "report.html")}`,
    );
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});

it("fails a conversation by the matchers that do not hold of it, and by no others", async () => {
  const root = await mkdtemp(join(tmpdir(), "sdialog-vitest-"));
  try {
    const both = [...(await talks("Good morning!")), ...(await talks("Good morning, fool!"))];
    const test = TestRunner.getCurrentTest();
    expect(() => expect(both).toNeverSay("fool")).toThrow(/6 of 12/);
    expect(() => expect(both).not.toPass()).toThrow(/it does in 12 of 12/);
    expect(both).toPass();
    const wrong = test?.meta.sdialogWrong?.slice(0, 6);
    expect(test?.meta.sdialogWrong).toHaveLength(18);
    const reporter = new ConversationReporter();
    reporter.onInit({ config: { root }, logger: { log: () => {} } } as unknown as Vitest);
    const held = {
      meta: () => ({ sdialog: both.map(({ dialog }) => dialog.toJSON()), sdialogWrong: wrong }),
    };
    await reporter.onTestRunEnd([{ children: { allTests: () => [held] } }] as unknown as TestModule[]);
    const kept = await readTestedDialogs(join(root, "conversations", "dialogues.jsonl"));
    expect(kept.map(({ result }) => result.outcome)).toEqual([
      ...Array.from({ length: 6 }, () => "passed"),
      ...Array.from({ length: 6 }, () => "failed"),
    ]);
    expect(kept[6]?.result.verdicts.at(-1)).toMatchObject({
      expectation: "expected to never say fool",
      reason: "turn 2 says “fool”",
    });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});

it("writes nothing when no test held a conversation, and refuses options it does not know", async () => {
  const reporter = new ConversationReporter();
  reporter.onInit({} as Vitest);
  await expect(reporter.onTestRunEnd([])).resolves.toBeUndefined();
  expect(() => new ConversationReporter({ output: "x" } as never)).toThrow(/output/);
});

/** What `simulate` leaves for reporters in the test that is running. */
async function conversations(answer: string): Promise<readonly unknown[]> {
  const test = TestRunner.getCurrentTest();
  const before = test?.meta.sdialog?.length ?? 0;
  await talks(answer);
  return test?.meta.sdialog?.slice(before) ?? [];
}

async function talks(answer: string): Promise<readonly TestedDialog[]> {
  const { conversations: held } = await simulate(() => answer, {
    name: "greets",
    script: ["Hello."],
    maxTurns: 2,
    expect: [{ said: "good morning" }],
    repeat: 6,
  });
  return held;
}
