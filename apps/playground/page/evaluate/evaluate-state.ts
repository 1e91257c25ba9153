import { signal } from "@preact/signals";
import type {
  EvaluationEvent,
  EvaluationRequest,
  EvaluationResultView,
} from "../../src/protocol/evaluation.ts";
import { ApiError, lines } from "../state/api.ts";
import { attempt, tell } from "../state/messages.ts";
import { stored } from "../state/stored.ts";

/** What goes on, and how much of it is done where that is known. */
export interface Progress {
  readonly now: string;
  readonly completed?: number;
  readonly total?: number;
}

/** Sets of dialogues by metrics, or people and simulated users. */
export type EvaluateMode = "sets" | "realism";
export const mode = stored<EvaluateMode>(
  "evaluate-mode",
  "sets",
  (value) => value === "sets" || value === "realism",
);

/** What to evaluate, as it is being put together. */
export const request = stored<EvaluationRequest>(
  "evaluation",
  {
    sets: [],
    metrics: ["turn-count", "mean-turn-length", "mtld", "flesch-reading-ease"],
    reference: null,
    model: "local:pocket",
    embedder: "",
    seed: 0,
  },
  (value) => typeof value === "object" && value !== null && "sets" in value && "metrics" in value,
);

/** How far it is; nothing while nothing is evaluated. */
export const progress = signal<Progress | null>(null);
export const result = signal<EvaluationResultView | null>(null);

export function setRequest(changes: Partial<EvaluationRequest>): void {
  request.value = { ...request.value, ...changes };
}

/** Takes a set in or leaves it out. */
export function toggleSet(source: string, chosen: boolean): void {
  const others = request.value.sets.filter((set) => set.source !== source);
  const sets = chosen ? [...others, { name: nameOf(source), source }] : others;
  const kept = sets.some(({ name }) => name === request.value.reference);
  setRequest({ sets, reference: kept ? request.value.reference : null });
}

export function toggleMetric(metric: string, chosen: boolean): void {
  const others = request.value.metrics.filter((each) => each !== metric);
  setRequest({ metrics: chosen ? [...others, metric] : others });
}

let stop = new AbortController();

export async function evaluate(): Promise<void> {
  stop = new AbortController();
  const { signal: mine } = stop;
  progress.value = { now: "Reading…" };
  result.value = null;
  await attempt(async () => {
    try {
      for await (const events of lines<EvaluationEvent>("evaluate", request.value, mine))
        events.forEach(take);
    } catch (error) {
      if (!mine.aborted) throw error;
      tell("Stopped; nothing was kept.");
    }
  });
  progress.value = null;
}

/** Gives up what is being evaluated. */
export function stopEvaluating(): void {
  stop.abort();
}

function take(event: EvaluationEvent): void {
  if (event.type === "error") throw new ApiError(event.message, event.hint);
  if (event.type === "result") result.value = event.result;
  else {
    const { completed, total, now } = event;
    progress.value = { now: `${completed} of ${total}: ${now}`, completed, total };
  }
}

function nameOf(source: string): string {
  return source === "" ? "all" : source.replace(/\.(?:jsonl|ndjson)$/i, "");
}
