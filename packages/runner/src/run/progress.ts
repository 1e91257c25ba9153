import { addUsage, noUsage, type Usage } from "@sdialog/llm";
import type { TaskCounts } from "../store/task-states.ts";
import type { TaskRecord } from "../task/task-record.ts";
import { FailureTally } from "../runs/failure-tally.ts";
import type { RunProgress } from "../runs/run-event.ts";

/** Counts what a process gets done. */
export class Progress {
  readonly #startedAt = performance.now();
  #counts: { done: number; failed: number; pending: number };
  #ended = 0;
  #usage: Usage = noUsage;
  readonly failures = new FailureTally();

  constructor(counts: TaskCounts) {
    this.#counts = { ...counts };
  }

  get usage(): Usage {
    return this.#usage;
  }

  /** @param before the state the task was in */
  count(record: TaskRecord, before: "pending" | "failed"): void {
    this.#counts[before]--;
    this.#counts[record.status]++;
    this.#ended++;
    for (const call of record.calls) this.#usage = addUsage(this.#usage, call);
    if (record.status === "failed") this.failures.add(record.task.key, record.failure);
    else this.failures.delete(record.task.key);
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
