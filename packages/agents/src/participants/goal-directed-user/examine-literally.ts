import { findLiteralRepetition } from "../../guards/repetition.ts";

export interface ExaminedReply {
  readonly text: string;
  readonly failure?: "empty" | "incoherent" | undefined;
  /** The model went on as the other side, and was cut off there. */
  readonly selfReply?: boolean | undefined;
}

const templateToken = /\[INST|### Human:/;

/**
 * What the original implementation does to a whole reply before it looks for the message: cuts it off where a chat
 * template shows, and gives up on an empty or repetitive one (a word four times in a row, two to four words three
 * times), tables and code included.
 */
export function examineLiterally(reply: string): ExaminedReply {
  const token = reply.search(templateToken);
  const text = token === -1 ? reply : reply.slice(0, token);
  const selfReply = token !== -1;
  if (text.trim() === "") return { text, selfReply, failure: "empty" };
  if (findLiteralRepetition(text, 4) !== undefined) return { text, selfReply, failure: "incoherent" };
  return { text, selfReply };
}
