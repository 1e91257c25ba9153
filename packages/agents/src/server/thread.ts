import { contentId, type DialogEvent, type Turn } from "@sdialog/core";
import type { Agent } from "../agent/agent.ts";

/** A message of a client, whatever protocol it came by. */
export interface ClientMessage {
  readonly role: "system" | "user" | "assistant";
  readonly text: string;
  /** Who of several users said it. */
  readonly name?: string | undefined;
}

/** What was said before an agent's reply, as the agent's conversation holds it. */
export interface Thread {
  readonly turns: readonly Turn[];
  readonly events: readonly DialogEvent[];
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
 * they precede.
 *
 * @param timestamp Unix time in seconds, for all events
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
  for (const { role, text, name } of messages) {
    if (role === "system") {
      instructions.push(text);
      continue;
    }
    const speaker = role === "assistant" ? me : name === undefined || name === me ? other : name;
    turns.push({ speaker, text });
    events.push({ agent: speaker, action: "utter", actionLabel: null, content: text, timestamp });
    // An instruction is recorded after the message it is about, as an orchestrator's is.
    instruct();
  }
  instruct();
  return { turns, events };
}

/** Names a thread by its words; differences in white space do not count, since clients tidy what they send back. */
export function threadKey(agent: string, turns: readonly Turn[]): string {
  return contentId([
    agent,
    ...turns.map(({ speaker, text }) => [speaker, text.trim().replaceAll(/\s+/g, " ")]),
  ]);
}
