import type { Message, UserMessage } from "../message.ts";

/** What a user said, with their name before it when one is given: few protocols have a separate field for it. */
export function userText({ name, content }: UserMessage): string {
  return name === undefined ? content : `${name}: ${content}`;
}

/**
 * For protocols with one system text: those at the start joined, and the rest of the messages with every later
 * system message turned into part of the user's side, where it keeps its place.
 */
export function foldSystem(messages: readonly Message[]): {
  readonly system: string | undefined;
  readonly rest: readonly Exclude<Message, { role: "system" }>[];
} {
  const start = messages.findIndex(({ role }) => role !== "system");
  const leading = start === -1 ? messages : messages.slice(0, start);
  const rest = (start === -1 ? [] : messages.slice(start)).map((message) =>
    message.role === "system"
      ? { role: "user" as const, content: `[Instruction: ${message.content}]` }
      : message,
  );
  const system = leading.map(({ content }) => content).join("\n\n");
  return { system: system === "" ? undefined : system, rest };
}
