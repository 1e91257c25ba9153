import { Dialog, SDialogError, stopClass } from "@sdialog/core";
import type { Manifest } from "./manifest.ts";
import { taskId } from "../task/task-id.ts";

/** Names of a run's files beside its results. */
export const storeFiles = {
  failures: "failures.jsonl",
  usage: "usage.jsonl",
  substitutes: "substitutes.jsonl",
  index: "index.txt",
  lengths: "lengths.txt",
  partial: "partial.calls",
  log: "log.txt",
} as const;

/** Says what is wrong with a row; nothing about a row that may stay. */
export type RowCheck = (row: unknown) => string | undefined;

/** The checks of a run's files that hold rows. */
export interface RowChecks {
  readonly results: RowCheck;
  readonly failures: RowCheck;
  readonly usage: RowCheck;
  readonly partial: RowCheck;
  readonly substitutes: RowCheck;
}

/** What is said of a whole row that belongs to other settings than the manifest's. */
export const ofAnotherRun = "belongs to a run of another recipe";

/**
 * What the rows of a run must be: each says which task it is of, and that task is one of the run's; results of a run of
 * dialogues are dialogues.
 */
export function rowChecks({ variants, dialogs }: Pick<Manifest, "variants" | "dialogs">): RowChecks {
  const taskProblem: RowCheck = (row) => {
    const task = fieldOf(row, "task");
    const [key, variant, index] = ["key", "variant", "index"].map((name) => fieldOf(task, name));
    if (typeof key !== "string" || !isNumber(variant) || !isNumber(index))
      return "does not say which task it is of";
    const identity = variants[variant]?.identity;
    return identity === undefined || taskId(variant, identity, index).key !== key ? ofAnotherRun : undefined;
  };
  return {
    results: dialogs ? (row) => taskProblem(row) ?? dialogProblem(row) : taskProblem,
    failures: (row) => taskProblem(row) ?? (isFailure(row) ? undefined : "does not say why its task failed"),
    usage: (row) =>
      typeof fieldOf(row, "task") === "string" &&
      typeof fieldOf(row, "model") === "string" &&
      isOptional(fieldOf(row, "call"), "string") &&
      ["inputTokens", "outputTokens", "calls", "milliseconds"].every((name) =>
        isNumber(fieldOf(row, name)),
      ) &&
      ["cachedInputTokens", "thinkingTokens", "cost", "lost"].every((name) => {
        const value = fieldOf(row, name);
        return value === undefined || isNumber(value);
      })
        ? undefined
        : "does not say what a call used",
    partial: (row) => taskProblem(row) ?? (isCall(row) ? undefined : "is not a finished call"),
    substitutes: (row) =>
      ["variant", "index", "round", "substitute"].every((name) => isNumber(fieldOf(row, name)))
        ? undefined
        : "does not say what a task is made of",
  };
}

/** Why a row is no dialogue that a task was done with. */
export function dialogProblem(row: unknown): string | undefined {
  try {
    const { length, stopReason } = Dialog.from(row);
    // One in which nobody spoke is a failure, whatever ended it.
    const isEmpty = length === 0 && stopReason !== null && stopClass(stopReason) !== "failed";
    return isEmpty ? "is a dialogue without turns" : undefined;
  } catch (error) {
    if (!SDialogError.isInstance(error)) throw error;
    return `is not a dialogue: ${error.message.replace(/^not a dialogue: /, "")}`;
  }
}

function isFailure(row: unknown): boolean {
  const task = fieldOf(row, "task");
  return (
    typeof fieldOf(row, "reason") === "string" &&
    ["code", "message", "hint"].every((name) => isOptional(fieldOf(row, name), "string")) &&
    isOptional(fieldOf(row, "refused"), "boolean") &&
    isCountOf(fieldOf(task, "attempts")) &&
    // Rows of earlier versions do not say it.
    (fieldOf(row, "times") === undefined || isCountOf(fieldOf(row, "times"))) &&
    (fieldOf(task, "substitute") === undefined || isNumber(fieldOf(task, "substitute"))) &&
    areCalls(fieldOf(row, "journal"))
  );
}

/** More than any task has been tried; another is counted on. */
const mostTries = 1_000_000_000;

/** Whether it says how often something happened that did. */
function isCountOf(value: unknown): boolean {
  return Number.isInteger(value) && isNumber(value) && value >= 1 && value <= mostTries;
}

function isOptional(value: unknown, type: "string" | "boolean"): boolean {
  return value === undefined || typeof value === type;
}

function areCalls(journal: unknown): boolean {
  return Array.isArray(journal) && journal.every(isCall);
}

function isCall(entry: unknown): boolean {
  const result = fieldOf(entry, "result");
  return (
    typeof fieldOf(entry, "call") === "string" &&
    typeof fieldOf(result, "text") === "string" &&
    isNumber(fieldOf(fieldOf(result, "usage"), "calls"))
  );
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
