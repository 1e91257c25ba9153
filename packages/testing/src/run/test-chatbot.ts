import type { ChatbotConnector } from "@sdialog/agents";
import { requireArguments, checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import { sociodemographic } from "@sdialog/generators";
import { runPlan } from "@sdialog/generators/plan";
import { resolveModel } from "@sdialog/llm";
import { testedDialog, type TestedDialog } from "../results/tested-dialog.ts";
import { summarizeTests, type TestSummary } from "../results/test-summary.ts";
import { checkJudge, isJudged } from "./check-judge.ts";
import { planTests, type PlanTestsOptions, planTestsOptionNames } from "./plan-tests.ts";
import { probeChatbot } from "./probe-chatbot.ts";

/** A test that is carried out in this process. */
export interface TestChatbotOptions extends Omit<PlanTestsOptions, "bots" | "personas" | "seed"> {
  readonly seed?: number | undefined;
  /** Who, where a scenario does not say: people, or how many made-up ones. Default: 10. */
  readonly personas?: PlanTestsOptions["personas"] | number | undefined;
  /** Conversations at the same time. Default: 8. */
  readonly concurrency?: number | undefined;
  /** Whether one word is said to the bot first, so that a wrong address is found before anything is spent. Default: true. */
  readonly probe?: boolean | undefined;
  /** Called with each conversation, as it ends. */
  readonly onResult?: ((tested: TestedDialog) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const { bots: _bots, ...plannedOptionNames } = planTestsOptionNames;
const testChatbotOptionNames: OptionNames<TestChatbotOptions> = {
  ...plannedOptionNames,
  concurrency: true,
  probe: true,
  onResult: true,
  signal: true,
};

/** The conversations of a test, and what it came to. */
export interface ChatbotTest {
  readonly conversations: readonly TestedDialog[];
  readonly summary: TestSummary;
}

/**
 * Tests a chatbot with simulated users, here and now. For tests that are kept, resumed and compared, use a recipe of the
 * kind `test`: it plans the same conversations.
 *
 * @param bots what is tested, each by its own name
 * @throws SDialogError before anything is spent when a bot cannot be reached, or a judge is asked for and the model is a
 *   demonstration; errors with which no conversation could
 *   be held, such as a wrong key
 */
export async function testChatbot(
  bots: ChatbotConnector | readonly ChatbotConnector[],
  options: TestChatbotOptions,
): Promise<ChatbotTest> {
  checkOptions("testChatbot", options, testChatbotOptionNames);
  requireArguments("testChatbot", arguments, 2);
  const { seed = 0, personas = 10, concurrency = 8, probe = true, onResult, signal } = options;
  const all = [bots].flat() as readonly ChatbotConnector[];
  const people = typeof personas === "number" ? sociodemographic({ n: personas, seed }) : personas;
  const plan = planTests({
    ...pickOptions(options, planTestsOptionNames),
    bots: all,
    personas: people,
    seed,
  });
  if (isJudged(options.scenarios, options.judge))
    checkJudge(await resolveModel(options.judge ?? options.user?.model));
  if (probe) {
    const { answerTimeoutMs: timeoutMs } = options;
    await Promise.all(all.map((bot) => probeChatbot(bot, { timeoutMs, signal })));
  }
  const conversations: TestedDialog[] = [];
  for await (const dialog of runPlan(plan, { concurrency, keepFailed: true, signal })) {
    const tested = testedDialog(dialog);
    conversations.push(tested);
    onResult?.(tested);
  }
  return { conversations, summary: summarizeTests(conversations.map(({ result }) => result)) };
}
