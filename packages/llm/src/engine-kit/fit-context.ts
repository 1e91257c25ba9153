import type { ModelWarning } from "../chat-model.ts";
import type { Message } from "../message.ts";

// Messages are dropped in groups, so that a growing conversation keeps the same beginning for several turns and
// its cached prefix stays useful.
const groupSize = 4;

export interface FittedPrompt {
  readonly tokens: readonly number[];
  readonly warnings: readonly ModelWarning[];
}

/**
 * The prompt of a conversation that may be longer than the model's context: the oldest messages after the system
 * messages are left out until it fits; if one message alone is too long, the beginning of the prompt is cut. A
 * function of its arguments alone.
 *
 * @param budget most tokens the prompt may have
 * @param encode from messages to prompt tokens
 */
export function fitContext(
  messages: readonly Message[],
  budget: number,
  encode: (messages: readonly Message[]) => readonly number[],
): FittedPrompt {
  const all = encode(messages);
  if (all.length <= budget) return { tokens: all, warnings: [] };
  const turns = messages.filter((message) => message.role !== "system").length;
  for (let dropped = groupSize; dropped < turns; dropped += groupSize) {
    const tokens = encode(withoutOldest(messages, dropped));
    if (tokens.length <= budget) return { tokens, warnings: [droppedWarning(dropped, all.length, budget)] };
  }
  const tokens = encode(withoutOldest(messages, turns - 1));
  const warnings = turns > 1 ? [droppedWarning(turns - 1, all.length, budget)] : [];
  if (tokens.length <= budget) return { tokens, warnings };
  const cut = {
    setting: "messages",
    message: `the prompt has ${tokens.length} tokens, but only ${budget} fit; its beginning was cut`,
  };
  return { tokens: tokens.slice(tokens.length - budget), warnings: [...warnings, cut] };
}

function withoutOldest(messages: readonly Message[], count: number): readonly Message[] {
  let left = count;
  return messages.filter((message) => message.role === "system" || left-- <= 0);
}

function droppedWarning(count: number, length: number, budget: number): ModelWarning {
  return {
    setting: "messages",
    message: `the conversation has ${length} tokens, but only ${budget} fit; its ${count} oldest messages were left out`,
  };
}
