import { StructuredOutputError } from "@sdialog/llm";
import type { TaskResult } from "../task/task-context.ts";

/** Takes replies that never fitted for a result that is no good, so that the task is tried again under another seed. */
export async function refuseUnparsed(make: () => Promise<TaskResult>): Promise<TaskResult> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof StructuredOutputError)) throw error;
    return { data: {}, refused: { reason: "parse_error", message: error.message } };
  }
}
