import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { presetJudgeOptionNames } from "./llm-judge.ts";
import type { Dialog } from "@sdialog/core";
import type { PresetJudgeOptions } from "./llm-judge.ts";
import { LLMJudgeYesNo } from "./yes-no-judge.ts";

/** Criterion of {@link LLMJudgeGoalSuccess}. */
const goalSuccess = `Decide whether the goal stated in "goal" was reached within this dialogue.
Break the goal into what must have been said, given or done for it to count as reached, and find the turn for each part. Promises to do it later, plausible intentions and a friendly ending are not enough; nor does a speaker's claim that it is done count when the dialogue, or the result of a tool call shown in it, says otherwise.
Answer positive only if every part was reached.`;

/** What a {@link LLMJudgeGoalSuccess} takes for the goal of a dialogue. */
export interface GoalSuccessJudgeOptions extends PresetJudgeOptions {
  /**
   * What should have been reached, for all dialogues or read from each. Default: the dialogue's
   * `scenario.goal`, else the `goal` of a persona (of each that has one), else its `context.goals`.
   */
  readonly goal?: string | ((dialog: Dialog) => string | null) | undefined;
}

const goalSuccessJudgeOptionNames: OptionNames<GoalSuccessJudgeOptions> = {
  goal: true,
  ...presetJudgeOptionNames,
};

/** Was the goal reached (1) or not (0)? `null` for dialogues without a goal. */
export class LLMJudgeGoalSuccess extends LLMJudgeYesNo {
  constructor(options: GoalSuccessJudgeOptions = {}) {
    checkArguments("new LLMJudgeGoalSuccess", arguments, 1);
    checkOptions("new LLMJudgeGoalSuccess", options, goalSuccessJudgeOptionNames);
    const { goal = heldGoal } = options;
    super(options.criterion ?? goalSuccess, options, {
      name: "llm-judge-goal-success",
      direction: "higher",
      tools: true,
      material(dialog) {
        const stated = typeof goal === "string" ? goal : goal(dialog);
        return stated === null || stated === undefined ? null : { goal: stated };
      },
    });
  }
}

function heldGoal({ scenario, personas, context }: Dialog): string | null {
  const held = entry(scenario, "goal") ?? personaGoal(personas) ?? entry(context, "goals") ?? null;
  return typeof held === "string" || held === null ? held : JSON.stringify(held);
}

function personaGoal(personas: Dialog["personas"]): unknown {
  const goals = Object.entries(personas ?? {}).flatMap(([name, persona]) => {
    const goal = entry(persona, "goal");
    return typeof goal === "string" && goal !== "" ? [[name, goal] as const] : [];
  });
  return goals.length > 1 ? Object.fromEntries(goals) : goals[0]?.[1];
}

function entry(record: unknown, key: string): unknown {
  return typeof record === "object" && record !== null ? (record as Record<string, unknown>)[key] : undefined;
}
