import type { DialogEvent } from "@sdialog/core";
import { recordedRole } from "./assistants-of.ts";
import { callArguments } from "./call-arguments.ts";
import type { ChatMessage, ChatToolCall } from "./chat-message.ts";

/**
 * The tool calls of some speakers and their results: index of the turn before which they were made → their messages. Calls
 * that stand before the first result were made at once, and stay in one message; what was said beside them is its
 * content.
 */
export function toolRounds(
  events: readonly DialogEvent[],
  speakers: ReadonlySet<string>,
): ReadonlyMap<number, readonly ChatMessage[]> {
  const rounds = new Map<number, ChatMessage[]>();
  const open: ChatToolCall[] = [];
  let [turn, made] = [0, 0];
  for (const event of events) {
    const { action, actionLabel, agent, content } = event;
    if (action === "utter") turn++;
    if (
      action !== "tool" ||
      agent === null ||
      !speakers.has(agent) ||
      typeof content !== "object" ||
      content === null
    )
      continue;
    const round = rounds.get(turn) ?? [];
    rounds.set(turn, round);
    const data = content as Readonly<Record<string, unknown>>;
    if (actionLabel === "call") {
      const name = String(data["name"] ?? "");
      // Two calls at once of one tool are told apart, whether or not whoever recorded them gave them ids.
      const call: ChatToolCall = {
        id: String(data["id"] ?? `call_${++made}`),
        type: "function",
        function: { name, arguments: callArguments(data["args"]) },
      };
      open.push(call);
      addCall(round, call, data["text"], recordedRole(event) === undefined ? undefined : agent);
    }
    if (actionLabel === "output") round.push(result(data, open));
  }
  return rounds;
}

function addCall(round: ChatMessage[], call: ChatToolCall, text: unknown, name: string | undefined): void {
  const last = round.at(-1);
  if (last?.role === "assistant" && last.name === name)
    round[round.length - 1] = { ...last, tool_calls: [...(last.tool_calls ?? []), call] };
  else
    round.push({
      role: "assistant",
      content: typeof text === "string" ? text.trim() : "",
      ...(name === undefined ? {} : { name }),
      tool_calls: [call],
    });
}

/** A result, which answers the call of its id, or else the first of its name that waits for one. */
function result(data: Readonly<Record<string, unknown>>, open: ChatToolCall[]): ChatMessage {
  const { output, call_id: own } = data;
  const name = String(data["name"] ?? "");
  const at = open.findIndex((call) =>
    typeof own === "string" ? call.id === own : name === "" || call.function.name === name,
  );
  const [call] = at === -1 ? [] : open.splice(at, 1);
  return {
    role: "tool",
    tool_call_id: String(own ?? call?.id ?? name),
    name: name === "" ? (call?.function.name ?? "") : name,
    content: typeof output === "string" ? output : JSON.stringify(output ?? null),
  };
}
