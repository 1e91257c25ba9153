import { InvalidArgumentError } from "@sdialog/core";
import type { ChatModel } from "@sdialog/llm";
import type { Scenario } from "../scenario/scenario.ts";

/** Whether some of these expectations are decided by a judge. */
export function asksJudge(expectations: readonly object[]): boolean {
  return expectations.some((one) => "judge" in one);
}

/** Whether a judge is asked in some of these scenarios: for an expectation, or, where one is named, whether a goal was reached. */
export function isJudged(scenarios: readonly Pick<Scenario, "goal" | "expect">[], judge: unknown): boolean {
  return scenarios.some(
    ({ goal, expect }) => asksJudge(expect) || (goal !== undefined && judge !== undefined),
  );
}

/**
 * That a model which is to judge can: a demonstration model cannot, and every conversation would be held for nothing.
 *
 * @throws InvalidArgumentError for a demonstration model
 */
export function checkJudge(model: ChatModel | undefined): void {
  if (model?.notice === undefined) return;
  throw new InvalidArgumentError(
    `A judge is to decide, and ${model.id} is a demonstration model, which cannot`,
    {
      hint: 'Name the judges\' model: judge: "openai:gpt-4.1-mini", or --judge; or say with said, called or endState what must be true.',
    },
  );
}
