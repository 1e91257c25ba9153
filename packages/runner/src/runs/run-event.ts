import type { Usage } from "@sdialog/llm";
import type { RunFindings } from "./result-tally.ts";
import type { RunVoice } from "../store/run-voice.ts";
import type { TaskCounts } from "../store/task-states.ts";
import type { TaskId } from "../task/task-id.ts";

/** How far a run has come, and how fast it goes. Times and rates are those of the running process alone. */
export interface RunProgress extends TaskCounts {
  /** Tasks of the run. */
  readonly total: number;
  /** Since this start or resumption of the run, in milliseconds. */
  readonly elapsedMs: number;
  /** Finished and failed tasks in a second. */
  readonly tasksPerSecond: number;
  /** Tokens generated in a second; those that were read are not among them. */
  readonly tokensPerSecond: number;
  readonly usage: Usage;
  /** Until the last task, at this pace; not known before the first task. */
  readonly remainingMs?: number | undefined;
}

/**
 * How a run ended: with every task tried that was asked for (`retryFailed` asks for none that is pending, a part of a run for
 * none of another part), stopped from outside, or with its budget used up.
 */
export type RunEnd = "complete" | "cancelled" | "budget";

/** The outcome of a run. */
export interface RunSummary extends RunProgress, RunFindings {
  readonly folder: string;
  readonly name: string;
  readonly end: RunEnd;
  /** Failed tasks of this process by reason. */
  readonly reasons: Readonly<Record<string, number>>;
  /** What the first of each reason said. */
  readonly messages: Readonly<Record<string, string>>;
  /** What became of its recordings, where the dialogues are spoken. */
  readonly voice?: RunVoice | undefined;
}

/** What a run reports while it goes on. */
export type RunEvent =
  | {
      readonly type: "start";
      readonly folder: string;
      readonly name: string;
      readonly kind: string;
      readonly executor: string;
      readonly progress: RunProgress;
    }
  /** Something people should know: a small model, a repaired file, a worker that left. */
  | { readonly type: "notice"; readonly message: string }
  | {
      readonly type: "task";
      readonly task: TaskId;
      readonly status: "done" | "failed";
      readonly reason?: string | undefined;
      readonly message?: string | undefined;
      readonly progress: RunProgress;
    }
  /** A dialogue was spoken, found spoken, or could not be. */
  | {
      readonly type: "voice";
      readonly id: string | number;
      readonly status: "spoken" | "found" | "failed";
      readonly message?: string | undefined;
      /** Dialogues so far, of how many. */
      readonly done: number;
      readonly of: number;
    }
  | { readonly type: "finish"; readonly summary: RunSummary }
  /** An error ended the run with which no task can succeed; the run throws it. */
  | { readonly type: "stop"; readonly code: string; readonly message: string };

/** Called with what happens in a run, as it happens. */
export type RunListener = (event: RunEvent) => void;
