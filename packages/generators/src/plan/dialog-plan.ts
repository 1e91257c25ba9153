import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { ConversationFailedError, type ConversationRunOptions } from "@sdialog/agents";
import { type Dialog, deriveSeed, stopClass } from "@sdialog/core";
import type { ModelRef } from "@sdialog/llm";
import type { TaskContext, TaskPlan, TaskResult } from "./task-plan.ts";

/** A number of dialogues, and how one is made. */
export interface DialogPlanOptions<Ref = ModelRef> {
  readonly count: number;
  readonly seed: number;
  make(index: number, context: TaskContext<Ref>): Promise<Dialog>;
  close?(): Promise<void>;
}

const dialogPlanOptionNames: OptionNames<DialogPlanOptions<unknown>> = {
  count: true,
  seed: true,
  make: true,
  close: true,
};

/** Plans dialogues, each a function of the seed and its number. One that ended in failure is no good. */
export function dialogPlan<Ref = ModelRef>(options: DialogPlanOptions<Ref>): TaskPlan<Dialog, Ref> {
  checkOptions("dialogPlan", options, dialogPlanOptionNames);
  return {
    count: options.count,
    seed: taskSeeds(options.seed),
    async run(index, context) {
      try {
        return dialogResult(await options.make(index, context));
      } catch (error) {
        if (error instanceof ConversationFailedError) return { made: error.dialog, error };
        throw error;
      }
    },
    close: async () => options.close?.(),
  };
}

/** A dialogue as a task's result; one that ended in failure, or in which nobody said anything, is no good. */
export function dialogResult(dialog: Dialog): TaskResult<Dialog> {
  const { stopReason } = dialog;
  if (stopReason !== null && dialog.length === 0 && stopClass(stopReason) !== "failed")
    return { made: dialog, refused: { reason: "empty", message: "nobody said anything" } };
  if (stopReason === null || stopClass(stopReason) !== "failed") return { made: dialog };
  const message = `the dialogue ended after ${dialog.length} turns: ${stopReason}`;
  return { made: dialog, refused: { reason: stopReason, message } };
}

/** How a task holds its conversation. */
export function runOptionsOf({ seed, signal, clock }: Omit<TaskContext, "model">): ConversationRunOptions {
  return { seed, signal, clock };
}

/** The seeds of a plan's tasks: each follows from the plan's and its own number. */
export function taskSeeds(seed: number): (index: number) => number {
  return (index) => deriveSeed(seed, "task", index);
}
