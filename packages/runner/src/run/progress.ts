import { addUsage, noUsage, type Usage } from "@sdialog/llm";
import type { TaskCounts } from "../store/task-states.ts";
import type { TaskRecord } from "../task/task-record.ts";
import type { RunProgress } from "../runs/run-event.ts";

/** Counts what a process gets done. */
export class Progress {
  readonly #startedAt = performance.now();
  #counts: { done: number; failed: number; pending: number };
  #ended = 0;
  #usage: Usage = noUsage;
  /** Why tasks failed that nothing came of yet. */
  readonly #failed = new Map<string, string>();

  constructor(counts: TaskCounts) {
    this.#counts = { ...counts };
  }

  get usage(): Usage {
    return this.#usage;
  }

  get reasons(): Readonly<Record<string, number>> {
    const reasons: Record<string, number> = {};
    for (const reason of this.#failed.values()) reasons[reason] = (reasons[reason] ?? 0) + 1;
    return reasons;
  }

  /** @param before the state the task was in */
  count(record: TaskRecord, before: "pending" | "failed"): void {
    this.#counts[before]--;
    this.#counts[record.status]++;
    this.#ended++;
    for (const call of record.calls) this.#usage = addUsage(this.#usage, call);
    if (record.status === "failed") this.#failed.set(record.task.key, record.failure.reason);
    else this.#failed.delete(record.task.key);
  }

  now(): RunProgress {
    const { done, failed, pending } = this.#counts;
    const elapsedMs = performance.now() - this.#startedAt;
    const perMillisecond = elapsedMs === 0 ? 0 : 1 / elapsedMs;
    const { outputTokens } = this.#usage;
    return {
      done,
      failed,
      pending,
      total: done + failed + pending,
      elapsedMs: Math.round(elapsedMs),
      tasksPerSecond: this.#ended * perMillisecond * 1000,
      tokensPerSecond: outputTokens * perMillisecond * 1000,
      usage: this.#usage,
      ...(this.#ended === 0 ? {} : { remainingMs: Math.round((pending / this.#ended) * elapsedMs) }),
    };
  }
}
