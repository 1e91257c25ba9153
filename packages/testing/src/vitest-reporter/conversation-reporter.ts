import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { saveDialogs } from "@sdialog/core/fs";
import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { Reporter, TestModule, Vitest } from "vitest/node";
import type { WrongConversation } from "../vitest/vitest-matchers.ts";
import type { ExpectationVerdict } from "../results/expectation-verdict.ts";
import { saveTestReport } from "../report/render-test-report.ts";
import { readTestedDialogs, testedDialog, type TestedDialog } from "../results/tested-dialog.ts";
import type { TestResult } from "../results/test-result.ts";
import { summarizeTests } from "../results/test-summary.ts";

/** Where {@link ConversationReporter} writes. */
export interface ConversationReporterOptions {
  /** Folder of `report.html` and `dialogues.jsonl`, from the root of the project. Default: `conversations`. */
  readonly out?: string | undefined;
  /** A folder or file with the dialogues of an earlier test; the report says what is different now. */
  readonly baseline?: string | undefined;
}

const conversationReporterOptionNames: OptionNames<ConversationReporterOptions> = {
  out: true,
  baseline: true,
};

/**
 * A reporter for vitest that writes the conversations of all tests to one page and to one file of dialogues, which can
 * be the baseline of the next test:
 *
 * ```ts no-run
 * import { ConversationReporter } from "@sdialog/testing/vitest-reporter";
 * import { defineConfig } from "vitest/config";
 *
 * export const config = defineConfig({ test: { reporters: ["default", new ConversationReporter()] } });
 * ```
 */
export class ConversationReporter implements Reporter {
  readonly #options: ConversationReporterOptions;
  #vitest: Vitest | undefined;

  constructor(options: ConversationReporterOptions = {}) {
    checkArguments("new ConversationReporter", arguments, 1);
    checkOptions("new ConversationReporter", options, conversationReporterOptionNames);
    this.#options = options;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  /** Called by vitest when all tests are done. @throws FileError when the report cannot be written */
  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const tested = modules.flatMap(conversationsIn);
    const vitest = this.#vitest;
    if (tested.length === 0 || vitest === undefined) return;
    const { out = "conversations", baseline } = this.#options;
    const folder = join(vitest.config.root, out);
    const earlier =
      baseline === undefined ? undefined : await readTestedDialogs(join(vitest.config.root, baseline));
    const report = join(folder, "report.html");
    await saveDialogs(
      tested.map(({ dialog }) => dialog),
      join(folder, "dialogues.jsonl"),
    );
    await saveTestReport(tested, report, { baseline: earlier?.map(({ result }) => result) });
    const { passed, failed, errors } = summarizeTests(tested.map(({ result }) => result));
    vitest.logger.log(
      `Conversations: ${passed} passed, ${failed} failed, ${errors} could not be judged: ${report}`,
    );
  }
}

/** The conversations of a module's tests, each also failed by the matchers that do not hold of it. */
function conversationsIn(module: TestModule): readonly TestedDialog[] {
  return [...module.children.allTests()].flatMap((test) => {
    const { sdialog = [], sdialogWrong = [] } = test.meta();
    return sdialog.map((data, place) =>
      failedBy(
        sdialogWrong.filter((one) => one.place === place),
        testedDialog(Dialog.from(data)),
      ),
    );
  });
}

function failedBy(wrong: readonly WrongConversation[], tested: TestedDialog): TestedDialog {
  const verdicts = wrong.map(({ expected, reason }): ExpectationVerdict => ({
    expectation: `expected ${expected}`,
    kind: "matcher",
    level: "hard",
    passed: false,
    score: 0,
    reason,
    evidence: [],
  }));
  if (verdicts.length === 0) return tested;
  const { result, dialog } = tested;
  const outcome = result.outcome === "passed" ? "failed" : result.outcome;
  const test: TestResult = { ...result, outcome, verdicts: [...result.verdicts, ...verdicts] };
  return { dialog: new Dialog({ ...dialog.toJSON(), test }), result: test };
}
