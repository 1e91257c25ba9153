import { type Dialog, stopClass } from "@sdialog/core";
import type { TaskResult } from "../task/task-context.ts";

/** A dialogue as a task's result; one that ended in failure is none. */
export function checkDialog(dialog: Dialog, further: Readonly<Record<string, unknown>> = {}): TaskResult {
  const { stopReason } = dialog;
  const data = { ...dialog.toJSON(), ...further };
  if (stopReason === null || stopClass(stopReason) !== "failed") return { data };
  return {
    data,
    refused: {
      reason: stopReason,
      message: `the dialogue ended after ${dialog.length} turns: ${stopReason}`,
    },
  };
}

/** The same, with its scores when there are any. */
export function scoredDialog(dialog: Dialog, scores: Readonly<Record<string, unknown>>): TaskResult {
  return checkDialog(dialog, Object.keys(scores).length === 0 ? {} : { scores });
}
