import type { JournalEntry } from "@sdialog/generators/plan";
import type { CallUsage } from "./task-record.ts";

/** What a finished call used. */
export function callUsage({ call, result, milliseconds }: JournalEntry): CallUsage {
  return { call, model: result.model, ...result.usage, milliseconds };
}
