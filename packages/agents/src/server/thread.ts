import { contentId, type DialogEvent, type Turn } from "@sdialog/core";
import type { ToolCall } from "@sdialog/llm";
import type { Agent } from "../agent/agent.ts";
import { badRequest } from "./request-error.ts";

/** A message of a client, whatever protocol it came by. */
export interface ClientMessage {
  readonly role: "system" | "user" | "assistant" | "tool";
  /** What was said, or what came of a call. */
  readonly text: string;
  /** Who of several users said it, or which tool gave the result. */
  readonly name?: string | undefined;
  /** Calls of the client's tools, by the agent. */
  readonly toolCalls?: readonly ToolCall[] | undefined;
  /** Which call this is the result of. Default: the first of the tool that has none yet. */
  readonly toolCallId?: string | null | undefined;
}

/** What was said before an agent's reply, as the agent's conversation holds it. */
export interface Thread {
  readonly turns: readonly Turn[];
  readonly events: readonly DialogEvent[];
  /** The last message is the result of a call: the agent goes on with the reply that it began. */
  readonly goesOn?: boolean | undefined;
}

/** The agent's name in served conversations. */
export function speakerName({ name }: Agent): string {
  return name === "" ? "Agent" : name;
}

/** The other side's name in them. */
export function clientName(agent: Agent): string {
  return speakerName(agent) === "User" ? "Client" : "User";
}

/**
 * A thread made of a client's messages. System messages become lasting instructions that stand before the message
 * they precede; calls of the client's tools and their results are events.
 *
 * @param timestamp Unix time in seconds, for all events
 * @throws RequestError 400 for a result of a call that nobody made, and a call without a result
 */
export function threadOf(messages: readonly ClientMessage[], agent: Agent, timestamp: number): Thread {
  const [me, other] = [speakerName(agent), clientName(agent)];
  const turns: Turn[] = [];
  const events: DialogEvent[] = [];
  let instructions: string[] = [];
  const instruct = (): void => {
    for (const content of instructions) {
      events.push({ agent: me, action: "instruct-persist", actionLabel: "client", content, timestamp });
    }
    instructions = [];
  };
  const open: ToolCall[] = [];
  for (const { role, text, name, toolCalls = [], toolCallId } of messages) {
    if (role === "system") {
      instructions.push(text);
      continue;
    }
    if (role === "tool") {
      const answered = open.findIndex((call) =>
        toolCallId == null ? name === undefined || call.name === name : call.id === toolCallId,
      );
      const [call] = answered === -1 ? [] : open.splice(answered, 1);
      if (call === undefined)
        throw badRequest(`a message with the role "tool" is the result of a call; none before it is open`);
      const content = { name: call.name, output: text, call_id: call.id };
      events.push({ agent: me, action: "tool", actionLabel: "output", content, timestamp });
      continue;
    }
    refuseOpen(open);
    const call = (): void => {
      open.push(...toolCalls);
      for (const { id, name: called, input } of toolCalls) {
        const content = { name: called, args: input ?? null, id };
        events.push({ agent: me, action: "tool", actionLabel: "call", content, timestamp });
      }
    };
    // A message that says nothing, and only calls, is no turn.
    if (role === "assistant" && text === "" && toolCalls.length > 0) {
      call();
      continue;
    }
    const speaker = role === "assistant" ? me : name === undefined || name === me ? other : name;
    turns.push({ speaker, text });
    events.push({ agent: speaker, action: "utter", actionLabel: null, content: text, timestamp });
    // An instruction is recorded after the message it is about, as an orchestrator's is.
    instruct();
    call();
  }
  refuseOpen(open);
  instruct();
  return { turns, events, goesOn: messages.at(-1)?.role === "tool" };
}

function refuseOpen([call]: readonly ToolCall[]): void {
  if (call !== undefined)
    throw badRequest(`the call of "${call.name}" has no result: a message with the role "tool"`);
}

/** Names a thread by its words; differences in white space do not count, since clients tidy what they send back. */
export function threadKey(agent: string, turns: readonly Turn[]): string {
  return contentId([
    agent,
    ...turns.map(({ speaker, text }) => [speaker, text.trim().replaceAll(/\s+/g, " ")]),
  ]);
}
