import type { CheckedConversation, GoalVerdict } from "../scenario/checked-conversation.ts";
import type { JudgeOf } from "./check-expectation.ts";
import { checkByJudge } from "./judge-check.ts";

/**
 * Whether the user got what it wanted, as a judge sees it: asked where the user itself cannot tell.
 *
 * @returns nobody knows, where the judge is a demonstration model, which cannot tell either
 * @throws ModelError when the judge's model failed
 */
export async function judgeGoal(
  goal: string,
  talk: CheckedConversation,
  judge: JudgeOf,
): Promise<GoalVerdict> {
  const setting = await judge();
  if (setting.model.notice !== undefined)
    return {
      passed: null,
      reason:
        "not judged: a demonstration model plays the user, and cannot tell; another model, or a judge, can",
    };
  return checkByJudge(`the user has got what it wants by the end: ${goal}`, talk, setting);
}
