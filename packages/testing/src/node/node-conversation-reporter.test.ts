import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readTestedDialogs } from "../results/tested-dialog.ts";
import { nodeConversationReporter } from "./node-conversation-reporter.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

it("writes what processes of node:test held to one page, each conversation failed by what does not hold of it", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "sdialog-node-reporter-"));
  try {
    const { code, out } = await new Promise<{ code: unknown; out: string }>((done) => {
      // The variables by which this runner tells its own processes are not for node's.
      const env = { ...process.env, NODE_OPTIONS: "", NODE_TEST_CONTEXT: undefined };
      execFile(
        process.execPath,
        [
          "--conditions=@sdialog/source",
          "--test",
          `--test-reporter=${here("../node-reporter/index.ts")}`,
          "--test-reporter-destination=stdout",
          here("../testing/node-test-fixture.ts"),
        ],
        { cwd, env },
        (error, stdout, stderr) => done({ code: error?.code ?? 0, out: stdout + stderr }),
      );
    });
    const page = join(cwd, "conversations", "report.html");
    expect(out).toContain(`Conversations: 1 passed, 2 failed, 0 could not be judged: `);
    expect(code).toBe(1);
    expect(await readFile(page, "utf8")).toContain("2 of 3 conversations failed");
    const kept = await readTestedDialogs(join(cwd, "conversations", "dialogues.jsonl"));
    expect(kept.map(({ result }) => result.verdicts.at(-1)?.expectation)).toEqual([
      'bot says "good morning"',
      "expected to never say fool",
      "expected to never say fool",
    ]);
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
});

it("writes nothing when no test held a conversation, and refuses options it does not know", async () => {
  const printed: string[] = [];
  const events = (async function* () {
    yield { type: "test:pass" };
  })();
  for await (const line of nodeConversationReporter()(events)) printed.push(line);
  expect(printed).toEqual([]);
  expect(() => nodeConversationReporter({ output: "x" } as never)).toThrow(/output/);
});
