import type { StopReason } from "@sdialog/core";
import type { Usage } from "@sdialog/llm";
import type { ConversationState } from "../conversation-state.ts";
import type { Hear } from "../participant.ts";

/** Checks a draft before it is sent: lets it pass, mends it, or makes the speaker try again. */
export interface Guard {
  readonly name: string;
  /** The prompts that models are given here, each with its hash; dialogues record them. */
  readonly prompts?: Readonly<Record<string, string>> | undefined;
  /** Checks a draft. */
  check(text: string, moment: GuardMoment): GuardVerdict | Promise<GuardVerdict>;
  /** Lets a message be heard while it is still coming, less whatever `check` is already sure to take out of it. */
  hear?(moment: GuardMoment): Hear;
}

/** The draft's circumstances: who is about to send it, and the conversation before it. */
export interface GuardMoment {
  readonly speaker: string;
  /** Who the speaker is, as recorded in the dialogue. */
  readonly persona?: unknown;
  /**
   * What the speaker's prompt says of the speaker and of the situation, word for word. Default: nothing is known of it but
   * the persona.
   */
  readonly descriptions?: readonly string[] | undefined;
  /** The conversation before the draft. */
  readonly state: ConversationState;
  /** The messages that the draft is made of, where it is of several: what was said beside calls of tools, and after them. */
  readonly messages?: readonly string[] | undefined;
}

/** What a guard found, and what it cost to find out. */
export type GuardVerdict = { readonly usage?: Usage | undefined } & (
  | /** Nothing to object to. */ { readonly pass: true; readonly text?: undefined }
  /** Mended: this text is sent instead. */
  | {
      readonly pass: true;
      readonly text: string;
      /** The messages that the text is made of, where the guard looked at each by itself. */
      readonly messages?: readonly string[] | undefined;
      readonly detail: string;
      /** What was wrong, when it counts as a fault of the speaker. */
      readonly fault?: string | undefined;
    }
  /** Refused. When all tries are used up the conversation ends for this reason. */
  | {
      readonly pass: false;
      readonly reason: Extract<
        StopReason,
        "empty" | "role_leak" | "incoherent" | "loop_detected" | "no_prompt" | "parse_error"
      >;
      readonly detail: string;
      /** What was wrong, in more detail than the reason; counted in the dialogue's `faults`. Default: the reason. */
      readonly fault?: string | undefined;
      /**
       * What happens to a message that is not that bad. `count`: it is sent, and the fault counted; `retry`: it is asked
       * for again, and sent when the tries are used up. Default: the conversation ends then.
       */
      readonly leniency?: "count" | "retry" | undefined;
    }
);

export const passed: GuardVerdict = { pass: true };
