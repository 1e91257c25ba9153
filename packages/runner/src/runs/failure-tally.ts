import type { TaskFailure } from "@sdialog/generators/plan";

/** Why tasks failed that nothing came of yet. */
export class FailureTally {
  readonly #failed = new Map<string, Pick<TaskFailure, "reason" | "message">>();

  /** @param task its key */
  add(task: string, { reason, message }: Pick<TaskFailure, "reason" | "message">): void {
    this.#failed.set(task, { reason, message });
  }

  delete(task: string): void {
    this.#failed.delete(task);
  }

  /** How many failed, by reason. */
  get reasons(): Readonly<Record<string, number>> {
    const reasons: Record<string, number> = {};
    for (const { reason } of this.#failed.values()) reasons[reason] = (reasons[reason] ?? 0) + 1;
    return reasons;
  }

  /** What the first of each reason said. */
  get messages(): Readonly<Record<string, string>> {
    const messages: Record<string, string> = {};
    for (const { reason, message } of this.#failed.values()) messages[reason] ??= message;
    return messages;
  }
}
