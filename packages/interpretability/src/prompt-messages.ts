import type { Message } from "@sdialog/llm";
import type { InspectedToken } from "./inspected-token.ts";

/** A half-open range [from, to). */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One message of a call and where it stands in the prompt. */
export interface PromptMessage {
  readonly role: Message["role"];
  /** Its place among the messages; 0 is the first. */
  readonly turn: number;
  readonly content: string;
  /** In characters of the prompt; left out when the chat template rewrote or dropped it. */
  readonly characters?: Span | undefined;
  /** In tokens of the prompt. */
  readonly tokens?: Span | undefined;
}

/** Finds each message in the prompt, in order. Templates may trim messages, so they are looked for trimmed. */
export function promptMessages(
  messages: readonly Message[],
  prompt: readonly InspectedToken[],
): readonly PromptMessage[] {
  const text = prompt.map((token) => token.text).join("");
  let at = 0;
  return messages.map(({ role, content }, turn) => {
    const wanted = content.trim();
    const from = wanted === "" ? -1 : text.indexOf(wanted, at);
    if (from === -1) return { role, turn, content };
    at = from + wanted.length;
    const characters = { from, to: at };
    return { role, turn, content, characters, tokens: tokenSpan(prompt, characters) };
  });
}

/**
 * The tokens a span of characters touches. Characters that several tokens share count as belonging to all of them
 * only as far as their texts can be told apart.
 */
export function tokenSpan(prompt: readonly InspectedToken[], { from, to }: Span): Span {
  let end = 0;
  let first: number | undefined;
  let last = 0;
  for (const { index, text } of prompt) {
    const start = end;
    end += text.length;
    if (end <= from) continue;
    if (start >= to) break;
    first ??= index;
    last = index + 1;
  }
  return { from: first ?? 0, to: last };
}
