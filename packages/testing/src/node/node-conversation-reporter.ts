import { mkdtempSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkArguments, checkOptions } from "@sdialog/core/internal";
import { type KeptLine, keptVariable } from "./kept-conversations.ts";
import {
  type ConversationReporterOptions,
  conversationReporterOptionNames,
  saveConversations,
} from "../report/save-conversations.ts";
import type { TestedDialog } from "../results/tested-dialog.ts";
import { judgedByMatchers } from "../simulate/wrong-conversation.ts";

/** A reporter as `node:test` has it: it is told what happens, and yields what is printed. */
export type NodeReporter = (events: AsyncIterable<unknown>) => AsyncGenerator<string, void, void>;

/**
 * A reporter for `node:test` that writes the conversations of all tests to one page and to one file of dialogues, which can
 * be the baseline of the next test. It is made before the tests run, which leave their conversations where it says:
 *
 * ```ts no-run
 * import { run } from "node:test";
 * import { nodeConversationReporter } from "@sdialog/testing/node";
 *
 * const reporter = nodeConversationReporter({ baseline: "before" });
 * run({ globPatterns: ["bots/*.test.js"] }).compose(reporter).pipe(process.stdout);
 * ```
 */
export function nodeConversationReporter(options: ConversationReporterOptions = {}): NodeReporter {
  checkArguments("nodeConversationReporter", arguments, 1);
  checkOptions("nodeConversationReporter", options, conversationReporterOptionNames);
  const kept = mkdtempSync(join(tmpdir(), "sdialog-node-test-"));
  process.env[keptVariable] = kept;
  return async function* report(events) {
    try {
      // Nothing of it is reported here: that is for the reporters beside this one.
      const told = events[Symbol.asyncIterator]();
      while ((await told.next()).done !== true);
      const tested = await keptConversations(kept);
      if (tested.length > 0) yield `${await saveConversations(tested, process.cwd(), options)}\n`;
    } finally {
      if (process.env[keptVariable] === kept) delete process.env[keptVariable];
      await rm(kept, { recursive: true, force: true });
    }
  };
}

async function keptConversations(folder: string): Promise<readonly TestedDialog[]> {
  const tested: TestedDialog[] = [];
  for (const name of (await readdir(folder)).toSorted()) {
    const text = await readFile(join(folder, name), "utf8");
    const lines = text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as KeptLine);
    tested.push(
      ...judgedByMatchers(
        lines.flatMap((line) => ("dialog" in line ? [line.dialog] : [])),
        lines.flatMap((line) => ("wrong" in line ? [line.wrong] : [])),
      ),
    );
  }
  return tested;
}
