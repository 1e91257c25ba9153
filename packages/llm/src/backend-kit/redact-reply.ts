import type { ChatChunk, ChatResult } from "../chat-model.ts";
import type { Secrets } from "./secrets.ts";

/**
 * A reply without the keys that were sent for it: a server that repeats them must not get them into dialogues. In
 * the provider's own words, such as the model's name, every header value that was sent is replaced.
 */
export function redactResult(result: ChatResult, secrets: Secrets): ChatResult {
  const hide = (text: string): string => secrets.redactReply(text);
  return {
    ...result,
    text: hide(result.text),
    ...(result.thinking === undefined ? {} : { thinking: hide(result.thinking) }),
    model: secrets.redactKnown(result.model),
    toolCalls: result.toolCalls.map((call) => redactCall(call, secrets)),
    warnings: result.warnings.map(({ setting, message }) => ({
      setting,
      message: secrets.redactKnown(message),
    })),
  };
}

/** What is held back of a reply up to here is looked through again with every piece; more of it, whenever it has grown by an eighth. */
const soonRead = 1024;

/**
 * As {@link redactResult}, for the pieces of a reply: a key that is spread over several is found too, however many blanks
 * stand in it. Takes time linear in the reply.
 */
export async function* redactChunks(
  chunks: AsyncIterable<ChatChunk>,
  secrets: Secrets,
): AsyncIterable<ChatChunk> {
  let type: "text" | "thinking" = "text";
  let held = "";
  // What has come since that was looked through.
  let waiting = "";
  const rest = (): string => (waiting === "" ? held : secrets.redactReply(held + waiting));
  // What is held back of a reply that breaks off was said all the same.
  let failure: { readonly error: unknown } | undefined;
  const untilFailure = async function* (): AsyncIterable<ChatChunk> {
    try {
      yield* chunks;
    } catch (error) {
      failure = { error };
    }
  };
  for await (const chunk of untilFailure()) {
    const isPiece = chunk.type === "text" || chunk.type === "thinking";
    if (held !== "" && chunk.type !== type) {
      yield { type, delta: rest() };
      held = waiting = "";
    }
    if (!isPiece) {
      yield chunk.type === "tool-call" ? { ...chunk, call: redactCall(chunk.call, secrets) } : chunk;
      continue;
    }
    ({ type } = chunk);
    waiting += chunk.delta;
    if (held.length > soonRead && waiting.length * 8 < held.length) continue;
    const text = secrets.redactReply(held + waiting);
    waiting = "";
    const cut = text.length - secrets.begunAtEnd(text);
    held = text.slice(cut);
    if (cut > 0)
      yield cut === chunk.delta.length && text === chunk.delta ? chunk : { type, delta: text.slice(0, cut) };
  }
  if (held !== "") yield { type, delta: rest() };
  if (failure !== undefined) throw failure.error;
}

function redactCall<Call extends ChatResult["toolCalls"][number]>(call: Call, secrets: Secrets): Call {
  return changed(call, (text) => secrets.redactReply(text)) as Call;
}

/** Plain JSON with every text and name in it replaced; itself where none is another. */
function changed(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => changed(item, redact));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const before = Object.entries(value);
  const after = before.map(([name, item]) => [redact(name), changed(item, redact)] as const);
  return after.every(([name, item], index) => name === before[index]?.[0] && item === before[index]?.[1])
    ? value
    : Object.fromEntries(after);
}
