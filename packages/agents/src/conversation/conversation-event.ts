import type { Dialog, DialogEvent, Turn } from "@sdialog/core";

/** What a conversation reports while it runs. */
export type ConversationEvent =
  /** Everybody is ready. */
  | {
      readonly type: "start";
      readonly id: string | number;
      readonly seed: number;
      readonly participants: readonly string[];
    }
  /** A speaker was chosen for the turn with this index. */
  | { readonly type: "speaker"; readonly speaker: string; readonly index: number }
  /** A piece of the speaker's reply or of its reasoning. */
  | {
      readonly type: "delta";
      readonly speaker: string;
      readonly channel: "text" | "thinking";
      readonly delta: string;
    }
  /**
   * Discard what was streamed for this turn so far: it was refused, and the speaker tries again; or a guard or noise has changed
   * it, and what is sent follows.
   */
  | { readonly type: "discard"; readonly speaker: string; readonly reason: string }
  /** Something happened that is recorded in the dialogue. */
  | { readonly type: "event"; readonly event: DialogEvent }
  /** A message was sent. */
  | { readonly type: "turn"; readonly turn: Turn; readonly index: number }
  /** The last event: the dialogue, also when it failed. */
  | { readonly type: "finish"; readonly dialog: Dialog };

/** Hears what happens, one thing after the other: the next one waits for the promise. */
export type Tell = (event: ConversationEvent) => void | Promise<void>;
