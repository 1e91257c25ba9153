import { join } from "node:path";
import { saveDialogs } from "@sdialog/core/fs";
import type { OptionNames } from "@sdialog/core/internal";
import { readTestedDialogs, type TestedDialog } from "../results/tested-dialog.ts";
import { summarizeTests } from "../results/test-summary.ts";
import { saveTestReport } from "./render-test-report.ts";

/** Where reporters of test runners write. */
export interface ConversationReporterOptions {
  /** Folder of `report.html` and `dialogues.jsonl`, from the root of the project. Default: `conversations`. */
  readonly out?: string | undefined;
  /** A folder or file with the dialogues of an earlier test; the report says what is different now. */
  readonly baseline?: string | undefined;
}

/** The names of {@link ConversationReporterOptions}. */
export const conversationReporterOptionNames: OptionNames<ConversationReporterOptions> = {
  out: true,
  baseline: true,
};

/**
 * Writes conversations to one page and to one file of dialogues, which can be the baseline of the next test.
 *
 * @param root where relative paths begin
 * @returns what they came to, in a line
 */
export async function saveConversations(
  tested: readonly TestedDialog[],
  root: string,
  { out = "conversations", baseline }: ConversationReporterOptions,
): Promise<string> {
  const folder = join(root, out);
  // Read before anything is written: it may be the folder that is written to.
  const earlier = baseline === undefined ? undefined : await readTestedDialogs(join(root, baseline));
  const report = join(folder, "report.html");
  await saveDialogs(
    tested.map(({ dialog }) => dialog),
    join(folder, "dialogues.jsonl"),
  );
  await saveTestReport(tested, report, { baseline: earlier?.map(({ result }) => result) });
  const { passed, failed, errors } = summarizeTests(tested.map(({ result }) => result));
  return `Conversations: ${passed} passed, ${failed} failed, ${errors} could not be judged: ${report}`;
}
