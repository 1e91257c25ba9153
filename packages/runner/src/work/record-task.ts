import { type Journal, runTask, type TaskPlan } from "@sdialog/generators/plan";
import type { RecipePlan } from "../recipe/recipe-kind.ts";
import type { RunModels } from "../recipe/run-models.ts";
import type { ModelSpec } from "../recipe/model-spec.ts";
import { dialogProblem } from "../store/row-checks.ts";
import { callUsages } from "../task/call-usage.ts";
import type { TaskId } from "../task/task-id.ts";
import type { TaskRecord, TaskTry } from "../task/task-record.ts";

/** Everything that the tasks of one recipe share. */
export interface TaskSetting {
  readonly plan: TaskPlan<object, ModelSpec> & Pick<RecipePlan, "models">;
  readonly models: RunModels;
  /** What a plan's nameless model is. */
  readonly model: ModelSpec;
  /** Whether results are dialogues. */
  readonly dialogs: boolean;
  /** How often a task whose result was refused is tried again. */
  readonly retries: number;
  /** How long is waited before that, in milliseconds. */
  readonly retryDelayMs: number;
  /** What was kept of the results there are, for plans whose tasks build on others. */
  readonly inherited: Map<number, unknown>;
}

/**
 * Does one task and says how it ended, for the record: the same behind every executor.
 *
 * @param release lets another task begin in this one's place
 * @throws the signal's reason when cancelled, and errors with which no task can succeed
 */
export async function recordTask(
  { plan, models, model, dialogs, retries, retryDelayMs, inherited }: TaskSetting,
  task: TaskId,
  journal: Journal,
  signal: AbortSignal,
  { tried, substitute }: TaskTry,
  release?: () => Promise<void>,
): Promise<TaskRecord> {
  const ended = await runTask(plan, task.index, {
    retries,
    retryDelayMs,
    tried,
    substitute,
    inherited,
    journal,
    signal,
    // What a model was asked is counted first: there may be no room left in the budget for another task.
    release: async () => (journal.entries.length === 0 ? release?.() : undefined),
    model: (spec) => models.get(spec ?? model),
  });
  const { attempts } = ended;
  const finished = {
    task,
    attempts,
    ...(substitute === undefined ? {} : { substitute }),
    calls: callUsages(journal),
  };
  if (ended.status === "done") {
    const { made } = ended;
    // What nobody could read from the run afterwards is no result of it, and is kept as what came of a failure.
    const problem = dialogs ? dialogProblem(made) : undefined;
    if (problem === undefined) return { ...finished, status: "done", data: made };
    const failure = { reason: "empty", code: "empty", message: `what was made ${problem}` };
    return { ...finished, status: "failed", failure, refused: true, data: made, journal: [] };
  }
  const { failure, refused, made: data } = ended;
  return {
    ...finished,
    status: "failed",
    failure,
    refused,
    ...(data === undefined ? {} : { data }),
    journal: refused ? [] : journal.entries,
  };
}
