import { instructionMessage } from "@sdialog/llm/internal";
import type { Message } from "@sdialog/llm";
import type { ParticipantRun } from "../participant.ts";
import type { InsertedMessages } from "../view-messages.ts";

/**
 * What an agent remembers of a dialogue that is being continued, from its events: instructions that stay, each once,
 * and the tools it used with what came of them.
 */
export function rememberedPast({
  events,
  name,
}: Pick<ParticipantRun, "events" | "name">): InsertedMessages[] {
  const remembered: InsertedMessages[] = [];
  const told = new Set<string>();
  // By call id. Some models reuse ids, so the latest call with an id counts.
  const calls = new Map<unknown, unknown>();
  let turns = 0;
  for (const { action, actionLabel, agent, content } of events) {
    if (action === "utter") turns++;
    if (agent !== name) continue;
    if (action === "instruct-persist" && typeof content === "string" && !told.has(content)) {
      told.add(content);
      remembered.push({ at: Math.max(0, turns - 1), messages: [instructionMessage(content)] });
    }
    if (action !== "tool") continue;
    if (actionLabel === "call") calls.set(fields(content)["id"], fields(content)["args"]);
    if (actionLabel === "output") {
      const messages = toolRound(fields(content), calls);
      if (messages !== undefined) remembered.push({ at: turns, messages });
    }
  }
  return remembered;
}

/** A call and its result as a model sees them; nothing for events somebody else recorded in another form. */
function toolRound(
  { call_id: toolCallId, name, output, error }: Readonly<Record<string, unknown>>,
  calls: ReadonlyMap<unknown, unknown>,
): Message[] | undefined {
  if (typeof toolCallId !== "string" || typeof name !== "string" || typeof output !== "string")
    return undefined;
  if (!calls.has(toolCallId)) return undefined;
  return [
    { role: "assistant", content: "", toolCalls: [{ id: toolCallId, name, input: calls.get(toolCallId) }] },
    { role: "tool", toolCallId, name, content: output, isError: error === true },
  ];
}

function fields(content: unknown): Readonly<Record<string, unknown>> {
  return typeof content === "object" && content !== null ? (content as Record<string, unknown>) : {};
}
