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
 * messages are left out until it fits; of a last message that is too long by itself, the middle is cut out, never anything
 * of the system message. Only where that alone is too long, the beginning of the prompt is cut. A
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
  const shortened = withoutMiddle(withoutOldest(messages, turns - 1), budget, encode);
  if (shortened !== undefined) return { ...shortened, warnings: [...warnings, ...shortened.warnings] };
  const cut = {
    setting: "messages",
    message: `the prompt has ${tokens.length} tokens, but only ${budget} fit; its beginning was cut`,
  };
  return { tokens: tokens.slice(tokens.length - budget), warnings: [...warnings, cut] };
}

const gap = " […] ";

/** The prompt with as much of both ends of the last message as fits; nothing when not even its ends do. */
function withoutMiddle(
  messages: readonly Message[],
  budget: number,
  encode: (messages: readonly Message[]) => readonly number[],
): FittedPrompt | undefined {
  const place = messages.findLastIndex(({ role }) => role !== "system");
  const long = messages[place];
  if (long === undefined) return undefined;
  const text = [...long.content];
  const attempt = (kept: number): readonly number[] => {
    const half = Math.ceil(kept / 2);
    const content = text.slice(0, half).join("") + gap + text.slice(text.length - (kept - half)).join("");
    return encode(messages.with(place, { ...long, content }));
  };
  let [low, high] = [0, text.length];
  let best: readonly number[] | undefined;
  while (low <= high) {
    const kept = (low + high) >> 1;
    const tokens = attempt(kept);
    if (tokens.length <= budget) [best, low] = [tokens, kept + 1];
    else high = kept - 1;
  }
  if (best === undefined) return undefined;
  const message = `the last message is too long for the ${budget} tokens that fit; ${text.length - high} of its ${text.length} characters were cut out of its middle`;
  return { tokens: best, warnings: [{ setting: "messages", message }] };
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
