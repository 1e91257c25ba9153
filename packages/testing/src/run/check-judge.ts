import { InvalidArgumentError } from "@sdialog/core";
import type { ChatModel } from "@sdialog/llm";

/** Whether some of these expectations are decided by a judge. */
export function asksJudge(expectations: readonly object[]): boolean {
  return expectations.some((one) => "judge" in one);
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
