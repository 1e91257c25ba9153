import type { FinishReason, ToolCall, Usage } from "@sdialog/llm";
import type { Dialog, DialogEvent } from "@sdialog/core";

/** A piece of an answer as it is being made. */
export interface AnswerDelta {
  readonly channel: "text" | "thinking";
  readonly delta: string;
}

/** A finished answer. */
export interface Answer {
  readonly text: string;
  readonly thinking: string;
  readonly finishReason: FinishReason;
  readonly usage: Usage;
  /** Calls of the client's tools, which ended the answer. */
  readonly toolCalls: readonly ToolCall[];
  /** What happened while it was made. */
  readonly events: readonly DialogEvent[];
  /** The conversation with it; nothing when the agent was not asked. */
  readonly dialog: Dialog | undefined;
}

/** An answer on its way: pieces first, the whole last. */
export type Answering = AsyncGenerator<AnswerDelta, Answer, void>;

/** Goes to the end of an answer without looking at the pieces. */
export async function wholeAnswer(answering: Answering): Promise<Answer> {
  for (;;) {
    const step = await answering.next();
    if (step.done === true) return step.value;
  }
}
