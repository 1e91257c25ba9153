import type { TrainerRuleName } from "./trainers.ts";

/** Why a dialogue cannot be trained on. */
export type ProblemReason =
  | "no_turns"
  | "failed"
  | "truncated"
  | "no_assistant"
  | "no_user"
  | "unknown_speaker"
  | "empty_turn"
  | "unanswered_tool_call"
  | "prompt_marker"
  | "too_long"
  | "nothing_learned"
  | "not_to_be_learned"
  | "duplicate"
  | "near_duplicate"
  | "held_out"
  | "personal_data"
  | "template_refuses"
  | "no_row"
  | "other_keys"
  | TrainerRuleName;

/** Why a dialogue cannot be trained on. */
export interface Problem {
  readonly reason: ProblemReason;
  readonly message: string;
}
