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
 * messages are left out until it fits; of a last message that is too long by itself, the middle is cut out, all of it if it
 * must be, never anything of a system message. Only where these fill the context by themselves, the longest of them loses
 * its middle. A function of its arguments alone.
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
  const left = withoutOldest(messages, turns - 1);
  const last = left.findLastIndex(({ role }) => role !== "system");
  const shortened =
    withoutMiddle(left, last, { budget, encode }) ?? shortSystem(left, last, { budget, encode });
  if (shortened !== undefined)
    return { tokens: encode(shortened.messages), warnings: [...warnings, ...shortened.warnings] };
  const cut = {
    setting: "messages",
    message: `the prompt has ${tokens.length} tokens, but only ${budget} fit; its beginning was cut`,
  };
  return { tokens: tokens.slice(tokens.length - budget), warnings: [...warnings, cut] };
}

interface Room {
  readonly budget: number;
  readonly encode: (messages: readonly Message[]) => readonly number[];
}

interface Shortened {
  readonly messages: readonly Message[];
  readonly warnings: readonly ModelWarning[];
}

const gap = " […] ";

/** The messages with as much of both ends of the one at `place` as fits; nothing when they do not fit without it, either. */
function withoutMiddle(
  messages: readonly Message[],
  place: number,
  { budget, encode }: Room,
): Shortened | undefined {
  const long = messages[place];
  if (long === undefined) return undefined;
  const text = [...long.content];
  const keeping = (kept: number): readonly Message[] => {
    const half = Math.ceil(kept / 2);
    const ends = [text.slice(0, half).join(""), text.slice(text.length - (kept - half)).join("")];
    return messages.with(place, { ...long, content: kept === 0 ? "" : ends.join(gap) });
  };
  let [low, high] = [0, text.length];
  let best: readonly Message[] | undefined;
  while (low <= high) {
    const kept = (low + high) >> 1;
    const attempt = keeping(kept);
    if (encode(attempt).length <= budget) [best, low] = [attempt, kept + 1];
    else high = kept - 1;
  }
  if (best === undefined) return undefined;
  const [which, rest] = [
    long.role === "system" ? "system" : "last",
    high === 0 ? "so that nothing of it is left" : "out of its middle",
  ];
  const message = `the ${which} message is too long for the ${budget} tokens that fit; ${text.length - high} of its ${text.length} characters were cut ${rest}`;
  return { messages: best, warnings: [{ setting: "messages", message }] };
}

/**
 * Where the system messages fill the context by themselves, the longest gives way in its middle, so that who is
 * spoken to still knows who it is; what it answers has a quarter of the room at most.
 */
function shortSystem(messages: readonly Message[], last: number, room: Room): Shortened | undefined {
  const lengths = messages.map(({ role, content }) => (role === "system" ? content.length : -1));
  const longest = lengths.indexOf(Math.max(...lengths));
  const system = messages[longest];
  const asked = messages[last];
  if (system?.role !== "system" || asked === undefined) return undefined;
  const alone = [asked];
  const quarter = Math.floor(room.budget / 4);
  const short =
    room.encode(alone).length <= quarter
      ? { messages: alone, warnings: [] }
      : withoutMiddle(alone, 0, { ...room, budget: quarter });
  if (short === undefined) return undefined;
  const cut = withoutMiddle(messages.with(last, short.messages[0] as Message), longest, room);
  return cut && { ...cut, warnings: [...short.warnings, ...cut.warnings] };
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
