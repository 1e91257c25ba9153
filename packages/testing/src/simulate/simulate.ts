import { type ChatbotConnector, type ChatbotFunction, functionChatbot, openaiChatbot } from "@sdialog/agents";
import { checkOptions, type OptionNames, requireArguments } from "@sdialog/core/internal";
import type { ModelRef } from "@sdialog/llm";
import type { TestedDialog } from "../results/tested-dialog.ts";
import { type ChatbotTest, testChatbot, type TestChatbotOptions } from "../run/test-chatbot.ts";
import { defineScenario, type ScenarioInput } from "../scenario/scenario.ts";

/** What is tested: the base address of a server that speaks OpenAI's protocol, a connector, or a function that answers. */
export type SystemUnderTest = string | ChatbotConnector | ChatbotFunction;

/** A scenario, and who goes through it. */
export interface SimulateOptions
  extends
    Omit<ScenarioInput, "name" | "personas">,
    Pick<
      TestChatbotOptions,
      "judge" | "repeat" | "seed" | "concurrency" | "answerTimeoutMs" | "probe" | "onResult" | "signal"
    > {
  /** Names the scenario in reports. Default: the goal. */
  readonly name?: string | undefined;
  /** Who: people, or how many made-up ones. Default: 1. */
  readonly users?: TestChatbotOptions["personas"] | undefined;
  /** Plays the users. Default: the configured model. */
  readonly model?: ModelRef | undefined;
}

const simulateOptionNames: OptionNames<SimulateOptions> = {
  goal: true,
  expectGoal: true,
  users: true,
  model: true,
  expect: true,
  name: true,
  knows: true,
  finds: true,
  hides: true,
  policies: true,
  orchestrators: true,
  script: true,
  events: true,
  faults: true,
  maxTurns: true,
  minTurns: true,
  secrets: true,
  environment: true,
  tags: true,
  setUp: true,
  tearDown: true,
  judge: true,
  repeat: true,
  seed: true,
  concurrency: true,
  answerTimeoutMs: true,
  probe: true,
  onResult: true,
  signal: true,
};

/** Whoever runs tests and wants to know of the conversations that they hold. */
export interface SimulationObserver {
  /** Aborts with the test that is running; nothing outside of one. */
  signal(): AbortSignal | undefined;
  /** Told of all conversations of a call, once they are held. */
  held(conversations: readonly TestedDialog[]): void;
}

// A test runner says itself which test is running, so there is one for the whole process.
let observer: SimulationObserver | undefined;

/** Makes a test runner known. */
export function observeSimulations(by: SimulationObserver): void {
  observer = by;
}

/**
 * Has simulated users talk to a chatbot, for tests that are written as code. What must be true can be said as
 * {@link SimulateOptions.expect}, or afterwards with matchers. Inside vitest the conversations are kept for the reporter,
 * and end with their test.
 *
 * @returns every conversation with its verdict, and what they came to
 * @throws InvalidArgumentError for a scenario that cannot be met; SDialogError for a bot that cannot be reached
 */
export async function simulate(system: SystemUnderTest, options: SimulateOptions): Promise<ChatbotTest> {
  checkOptions("simulate", options, simulateOptionNames);
  requireArguments("simulate", arguments, 2);
  const {
    users = 1,
    model,
    judge,
    repeat,
    seed,
    concurrency,
    answerTimeoutMs,
    probe,
    onResult,
    signal,
    ...rest
  } = options;
  const name = rest.name ?? rest.goal?.split("\n", 1)[0] ?? "a script";
  const test = await testChatbot(connectorOf(system), {
    scenarios: [defineScenario({ ...rest, name })],
    personas: users,
    user: { model },
    judge,
    repeat,
    seed,
    concurrency,
    answerTimeoutMs,
    probe,
    onResult,
    signal: signal ?? observer?.signal(),
  });
  observer?.held(test.conversations);
  return test;
}

function connectorOf(system: SystemUnderTest): ChatbotConnector {
  if (typeof system === "string") return openaiChatbot({ url: system });
  return typeof system === "function" ? functionChatbot(system) : system;
}
