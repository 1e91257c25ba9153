import type { DialogEvent } from "@sdialog/core";
import type { ChatMessage, ChatToolCall } from "./chat-message.ts";

/**
 * The tool calls of a speaker and their results: index of the turn before which they were made → their messages. Calls
 * that stand before the first result were made at once, and stay in one message; what was said beside them is its
 * content.
 */
export function toolRounds(
  events: readonly DialogEvent[],
  speaker: string | undefined,
): ReadonlyMap<number, readonly ChatMessage[]> {
  const rounds = new Map<number, ChatMessage[]>();
  let turn = 0;
  for (const { action, actionLabel, agent, content } of events) {
    if (action === "utter") turn++;
    if (action !== "tool" || agent !== speaker || typeof content !== "object" || content === null) continue;
    const round = rounds.get(turn) ?? [];
    rounds.set(turn, round);
    const data = content as Readonly<Record<string, unknown>>;
    if (actionLabel === "call") addCall(round, data);
    if (actionLabel === "output") round.push(result(data));
  }
  return rounds;
}

function addCall(round: ChatMessage[], data: Readonly<Record<string, unknown>>): void {
  const name = String(data["name"] ?? "");
  const call: ChatToolCall = {
    id: String(data["id"] ?? name),
    type: "function",
    function: { name, arguments: data["args"] ?? {} },
  };
  const last = round.at(-1);
  if (last?.role === "assistant")
    round[round.length - 1] = { ...last, tool_calls: [...(last.tool_calls ?? []), call] };
  else {
    const beside = typeof data["text"] === "string" ? data["text"].trim() : "";
    round.push({ role: "assistant", content: beside, tool_calls: [call] });
  }
}

function result(data: Readonly<Record<string, unknown>>): ChatMessage {
  const name = String(data["name"] ?? "");
  const { output } = data;
  const content = typeof output === "string" ? output : JSON.stringify(output ?? null);
  return { role: "tool", tool_call_id: String(data["call_id"] ?? name), name, content };
}
