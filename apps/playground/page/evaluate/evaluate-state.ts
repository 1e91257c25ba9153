import { signal } from "@preact/signals";
import type {
  EvaluationEvent,
  EvaluationRequest,
  EvaluationResultView,
} from "../../src/protocol/evaluation.ts";
import { ApiError, lines } from "../state/api.ts";
import { attempt } from "../state/messages.ts";
import { stored } from "../state/stored.ts";

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

export const progress = signal<string | null>(null);
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

export async function evaluate(): Promise<void> {
  progress.value = "Reading…";
  result.value = null;
  await attempt(async () => {
    for await (const events of lines<EvaluationEvent>("evaluate", request.value)) events.forEach(take);
  });
  progress.value = null;
}

function take(event: EvaluationEvent): void {
  if (event.type === "error") throw new ApiError(event.message, event.hint);
  if (event.type === "result") result.value = event.result;
  else progress.value = `${event.completed} of ${event.total}: ${event.now}`;
}

function nameOf(source: string): string {
  return source === "" ? "all" : source.replace(/\.(?:jsonl|ndjson)$/i, "");
}
