import type { AssistantMessage, Message, ToolCall, ToolMessage } from "../message.ts";

/**
 * Puts the result of every tool call right behind the message that made it, in the order of the calls, as all
 * providers demand. A call without a result gets one that says so, a result without a call is told as part of the
 * user's side, and an id that was used before, or that the provider would refuse, is replaced by another.
 *
 * @param toolIds what ids must look like; nothing: anything
 * @param note told of what had to be added or turned into something else
 */
export function pairToolResults(
  messages: readonly Message[],
  toolIds: RegExp | undefined,
  note: (message: string) => void,
): readonly Message[] {
  if (!messages.some((message) => message.role === "tool" || "toolCalls" in message)) return messages;
  const claimed = new Set<Message>();
  const ids = new Set<string>();
  const freshId = (id: string): string => {
    let fresh = id;
    for (let count = ids.size; ids.has(fresh) || toolIds?.test(fresh) === false; count++)
      fresh = `call_${count}`;
    ids.add(fresh);
    return fresh;
  };
  return messages.flatMap((message, index): Message[] => {
    if (message.role === "tool") {
      if (claimed.has(message)) return [];
      note("a tool's result without its call was sent as part of the user's message");
      return [{ role: "user", content: `[Result of ${message.name}: ${message.content}]` }];
    }
    if (message.role !== "assistant" || message.toolCalls === undefined) return [message];
    const { toolCalls: calls, ...words } = message;
    if (calls.length === 0) return [words];
    const results = resultsOf(calls, messages, index);
    for (const result of results) if (result !== undefined) claimed.add(result);
    if (results.includes(undefined)) note("a tool call without a result was given one that says so");
    const renamed = calls.map((call) => ({ ...call, id: freshId(call.id) }));
    return [{ ...words, toolCalls: renamed } satisfies AssistantMessage, ...renamed.map(answered(results))];
  });
}

const answered =
  (results: readonly (ToolMessage | undefined)[]) =>
  ({ id, name }: ToolCall, index: number): ToolMessage => ({
    ...(results[index] ?? { role: "tool", name, content: "The tool gave no result.", isError: true }),
    toolCallId: id,
  });

/** The results of a message's calls among what comes before the next message of the assistant. */
function resultsOf(
  calls: readonly ToolCall[],
  messages: readonly Message[],
  index: number,
): readonly (ToolMessage | undefined)[] {
  const next = messages.findIndex(({ role }, at) => at > index && role === "assistant");
  const results = messages
    .slice(index + 1, next === -1 ? messages.length : next)
    .filter((message) => message.role === "tool");
  return calls.map(({ id }, nth) => {
    const earlier = calls.slice(0, nth).filter((call) => call.id === id).length;
    return results.filter(({ toolCallId }) => toolCallId === id)[earlier];
  });
}
