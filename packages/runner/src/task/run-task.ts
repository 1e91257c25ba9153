import { ConversationFailedError } from "@sdialog/agents";
import { deriveSeed, SDialogError } from "@sdialog/core";
import { ModelError } from "@sdialog/llm";
import type { RunModels } from "../recipe/run-models.ts";
import type { TaskPlan } from "../recipe/recipe-kind.ts";
import { callUsage } from "./call-usage.ts";
import type { Journal } from "./journal.ts";
import { CallCounter, journaledModel } from "./journaled-model.ts";
import type { TaskResult } from "./task-context.ts";
import type { TaskId } from "./task-id.ts";
import type { TaskFailure, TaskRecord } from "./task-record.ts";

/** Everything tasks of one recipe share. */
export interface TaskSetting {
  readonly plan: TaskPlan;
  readonly models: RunModels;
  /** The recipe's seed. */
  readonly seed: number;
  /** How often a task whose result was refused is tried again. */
  readonly retries: number;
}

/**
 * Does one task: the same function behind every executor. A refused result is made again under another seed; a
 * model that failed for good ends the task, and what was finished is kept for a later try.
 *
 * @param tried how often the task was tried in earlier runs and refused
 * @throws the signal's reason when cancelled, and errors with which no task can succeed
 */
export async function runTask(
  setting: TaskSetting,
  task: TaskId,
  journal: Journal,
  signal: AbortSignal,
  tried = 0,
): Promise<TaskRecord> {
  for (let attempt = tried; ; attempt++) {
    const finished = () => ({ task, attempts: attempt + 1, calls: journal.unreported.map(callUsage) });
    let result: TaskResult;
    try {
      result = await attemptTask(setting, task, journal, signal, attempt);
    } catch (error) {
      signal.throwIfAborted();
      if (stopsEveryTask(error)) throw error;
      const data = error instanceof ConversationFailedError ? { data: error.dialog.toJSON() } : {};
      return {
        ...finished(),
        status: "failed",
        failure: failureOf(error),
        ...data,
        journal: journal.entries,
      };
    }
    signal.throwIfAborted();
    if (result.refused === undefined) return { ...finished(), status: "done", data: result.data };
    if (attempt - tried < setting.retries) continue;
    const { reason, message } = result.refused;
    const failure = { reason, code: reason, message };
    return { ...finished(), status: "failed", failure, data: result.data, journal: [] };
  }
}

function attemptTask(
  { plan, models, seed }: TaskSetting,
  task: TaskId,
  journal: Journal,
  signal: AbortSignal,
  attempt: number,
): Promise<TaskResult> {
  const calls = new CallCounter();
  const dialogueSeed = deriveSeed(seed, "task", task.index);
  return plan.run(task.index, {
    task,
    // Only a retry changes the seed of what is said; what a pool chose for the dialogue stays, so that shares stay true.
    seed: attempt === 0 ? dialogueSeed : deriveSeed(seed, "task", task.index, "attempt", attempt),
    signal,
    model: async (spec) => journaledModel(await models.get(spec), { journal, calls, dialogueSeed }),
  });
}

const hopeless: ReadonlySet<string> = new Set([
  "model_authentication",
  "model_permission",
  "model_not_found",
  "model_budget",
  "missing_package",
  "unknown_backend",
]);

/** A wrong key or an unknown model: the next task would fail in the same way. */
function stopsEveryTask(error: unknown): boolean {
  const cause = error instanceof ConversationFailedError ? error.cause : error;
  return SDialogError.isInstance(cause) && hopeless.has(cause.code);
}

function failureOf(error: unknown): TaskFailure {
  if (error instanceof ConversationFailedError) {
    const cause = SDialogError.isInstance(error.cause) ? error.cause : error;
    return { reason: error.reason, code: cause.code, message: cause.message, hint: cause.hint };
  }
  if (SDialogError.isInstance(error)) {
    const reason = ModelError.isInstance(error) ? "provider_error" : error.code;
    return { reason, code: error.code, message: error.message, hint: error.hint };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { reason: "internal_error", code: "internal_error", message };
}
