import type { ChatRequest } from "@sdialog/llm";

/** How a model marks which part of its reply is the message. */
export interface Envelope {
  readonly name: string;
  /** Tells the model how to mark its message. */
  readonly instruction: string;
  /** The form of the reply, for models that can be held to one. */
  readonly output?: ChatRequest["output"];
  /** Marks a message the way the model is asked to, for its own history. */
  seal(message: string): string;
  /** Extracts the message from a reply. Never throws. */
  open(reply: string): Opened;
}

/** Never a silent string: either the message, or why there is none. */
export type Opened =
  | {
      readonly ok: true;
      readonly message: string;
      /** How many candidates there were. */
      readonly candidates: number;
      /** Whether the reply says, besides, that there is nothing more to say. */
      readonly done?: boolean | undefined;
    }
  | { readonly ok: false; readonly reason: "none" | "malformed" };
