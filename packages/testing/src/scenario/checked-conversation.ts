import type { Dialog } from "@sdialog/core";
import type { EnvironmentState } from "../environment/environment.ts";
import type { Evidence } from "../results/evidence.ts";
import type { StateChange, ToolCallRecord } from "../results/test-result.ts";

/** A conversation as checks see it. */
export interface CheckedConversation {
  readonly dialog: Dialog;
  /** Name of the bot in the dialogue. */
  readonly bot: string;
  readonly toolCalls: readonly ToolCallRecord[];
  readonly latencies: readonly { readonly turn: number; readonly milliseconds: number }[];
  /** Whether the user has what it wanted, by its own word or else a judge's; `null` when nobody can tell. */
  readonly goalReached: boolean | null;
  /** What is to be said of that where it is not the user's word. */
  readonly goal?: GoalVerdict | undefined;
  /** The environment in the end. */
  readonly state?: EnvironmentState | undefined;
  readonly changes: readonly StateChange[] | null;
}

/** What came of looking: everything of a verdict but what was expected. */
export interface OwnVerdict {
  readonly passed: boolean | null;
  /** 0 to 1. Default: 1 when passed, 0 when not. */
  readonly score?: number | null | undefined;
  readonly reason?: string | undefined;
  readonly evidence?: readonly Evidence[] | undefined;
}

/** What came of asking a judge whether the user has what it wanted. */
export interface GoalVerdict extends OwnVerdict {
  /** Whether the judge, who should have known, gave no verdict. */
  readonly failed?: boolean | undefined;
}
