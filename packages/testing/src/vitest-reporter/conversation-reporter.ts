import { checkArguments, checkOptions } from "@sdialog/core/internal";
import type { Reporter, TestModule, Vitest } from "vitest/node";
import {
  type ConversationReporterOptions,
  conversationReporterOptionNames,
  saveConversations,
} from "../report/save-conversations.ts";
import { judgedByMatchers } from "../simulate/wrong-conversation.ts";
import type { ConversationMeta } from "../vitest/vitest-matchers.ts";

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
    const tested = modules
      .flatMap((module) => [...module.children.allTests()].map((test): ConversationMeta => test.meta()))
      .flatMap(({ sdialog = [], sdialogWrong = [] }) => judgedByMatchers(sdialog, sdialogWrong));
    const vitest = this.#vitest;
    if (tested.length === 0 || vitest === undefined) return;
    vitest.logger.log(await saveConversations(tested, vitest.config.root, this.#options));
  }
}
