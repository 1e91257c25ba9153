import { type Dialog, InvalidArgumentError } from "@sdialog/core";
import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { ChatMessage } from "./chat-message.ts";
import { laterSystemTexts, systemText } from "./system-text.ts";
import { toolRounds } from "./tool-rounds.ts";

/** Which speaker becomes the assistant, and what the system message says. */
export interface ChatMessageOptions {
  /**
   * Who becomes the assistant, all others being users: a name, or a position among the speakers in the order in
   * which they first speak. Default: for a dialogue of its own, 1; for a dataset, whoever it is in all of it.
   */
  readonly assistant?: string | number | undefined;
  /**
   * What the system message says: the assistant's persona (`"persona"`, the default), nothing (`"none"`), or the
   * given text.
   */
  readonly system?: string | undefined;
  /**
   * Where it goes when the assistant speaks first, which many trainers refuse: a message of its own (`"message"`, the
   * default), or into the system message (`"system"`).
   */
  readonly opening?: "message" | "system" | undefined;
}

/** The names of {@link ChatMessageOptions}. */
export const chatMessageOptionNames: OptionNames<ChatMessageOptions> = {
  assistant: true,
  system: true,
  opening: true,
};

/**
 * The name of the assistant in a dialogue; nothing when no speaker fits.
 *
 * @throws InvalidArgumentError for a position that is not a whole number of at least 0
 */
export function assistantOf(dialog: Dialog, assistant: string | number = 1): string | undefined {
  const speakers = actorsIn(dialog);
  if (typeof assistant === "number") {
    if (!Number.isInteger(assistant) || assistant < 0) {
      throw new InvalidArgumentError(`There is no speaker number ${assistant}`, {
        hint: "Speakers are counted from 0.",
      });
    }
    return speakers[assistant];
  }
  return speakers.find((name) => name.toLowerCase() === assistant.toLowerCase());
}

/** Who speaks, in order, and who only calls tools. */
function actorsIn(dialog: Dialog): string[] {
  const callers = (dialog.events ?? [])
    .filter(({ action }) => action === "tool")
    .map(({ agent }) => agent ?? "");
  return [...new Set([...dialog.speakers(), ...callers.filter((name) => name !== "")])];
}

/**
 * A dialogue as messages between a user and an assistant: turns in a row of one side become one message, users of a
 * group are told apart by their names, and the assistant's tool calls stand where they were made, as do system messages
 * that came later than the first. What was read with `weight: 0` keeps it, and stays a message of its own.
 */
export function chatMessages(dialog: Dialog, options: ChatMessageOptions = {}): ChatMessage[] {
  checkOptions("chatMessages", options, chatMessageOptionNames);
  return messagesOf(dialog, options, addJoined);
}

/** The same as they stand in a file of messages: nothing that one side says in a row is joined. */
export function writtenMessages(dialog: Dialog, options: ChatMessageOptions = {}): ChatMessage[] {
  return messagesOf(dialog, options, (messages, message) => void messages.push(message));
}

type Add = (messages: ChatMessage[], message: ChatMessage) => void;

function messagesOf(dialog: Dialog, options: ChatMessageOptions, add: Add): ChatMessage[] {
  const assistant = assistantOf(dialog, options.assistant);
  const several = dialog.speakers().length > 2;
  const rounds = toolRounds(dialog.events ?? [], assistant);
  const told = options.system === "none" ? undefined : laterSystemTexts(dialog.events ?? []);
  const messages: ChatMessage[] = [];
  for (const [index, { speaker, text, weight }] of dialog.turns.entries()) {
    const { round, rest } = besideCalls(text, rounds.get(index) ?? []);
    addRound(messages, round);
    for (const content of told?.get(index) ?? []) messages.push({ role: "system", content });
    if (speaker === assistant)
      add(messages, { role: "assistant", content: rest, ...(weight === 0 ? { weight } : {}) });
    else add(messages, { role: "user", content: several ? `${speaker}: ${text}` : text });
  }
  // Calls after which nothing was said.
  addRound(messages, silent(rounds.get(dialog.turns.length) ?? []));
  return withSystem(messages, systemText(dialog, assistant, options.system ?? "persona"), options.opening);
}

/** The messages up to the last thing the assistant says or calls: what comes after it teaches nothing. */
export function trainableMessages(dialog: Dialog, options: ChatMessageOptions = {}): ChatMessage[] {
  const messages = chatMessages(dialog, options);
  return messages.slice(0, messages.findLastIndex(({ role }) => role === "assistant") + 1);
}

/** Whether the assistant says something before anybody else does. */
export function opensAsAssistant({ turns }: Dialog, { assistant }: ChatMessageOptions): boolean {
  const [first] = turns;
  return typeof assistant === "string"
    ? first?.speaker?.toLowerCase() === assistant.toLowerCase()
    : assistant === 0;
}

function addRound(messages: ChatMessage[], [first, ...rest]: readonly ChatMessage[]): void {
  if (first === undefined) return;
  const last = messages.at(-1);
  // Words right before a call are said in the same message.
  if (first.role === "assistant" && last?.role === "assistant" && !("tool_calls" in last))
    messages[messages.length - 1] = { ...last, ...first, content: joined(last.content, first.content) };
  else messages.push(first);
  messages.push(...rest);
}

/**
 * Parts a turn into what was said beside its tool calls and what came after them. A turn that was changed on its way,
 * or of which nothing would be left, stays whole, and its calls silent.
 */
function besideCalls(
  text: string,
  round: readonly ChatMessage[],
): { readonly round: readonly ChatMessage[]; readonly rest: string } {
  let rest = text;
  for (const { role, content } of round) {
    if (role !== "assistant" || content === "") continue;
    if (!rest.startsWith(content)) return { round: silent(round), rest: text };
    rest = rest.slice(content.length).trimStart();
  }
  return rest === "" ? { round: silent(round), rest: text } : { round, rest };
}

function silent(round: readonly ChatMessage[]): ChatMessage[] {
  return round.map((message) => (message.role === "assistant" ? { ...message, content: "" } : message));
}

/** Adds to the message before it what the same side says, unless one of them is not to be learned. */
function addJoined(messages: ChatMessage[], message: ChatMessage): void {
  const last = messages.at(-1);
  if (last?.role === message.role && !("tool_calls" in last) && weightOf(last) === weightOf(message))
    messages[messages.length - 1] = { ...last, content: joined(last.content, message.content) };
  else messages.push(message);
}

function weightOf(message: ChatMessage): 0 | undefined {
  return message.role === "assistant" ? message.weight : undefined;
}

function joined(first: string, second: string): string {
  return second === "" ? first : `${first}\n${second}`;
}

function withSystem(
  messages: readonly ChatMessage[],
  system: string,
  opening: ChatMessageOptions["opening"],
): ChatMessage[] {
  const [first, ...rest] = messages;
  if (opening !== "system" || first?.role !== "assistant" || "tool_calls" in first)
    return [...(system === "" ? [] : [{ role: "system", content: system } as const]), ...messages];
  const told = `You have opened the conversation with: ${first.content}`;
  return [{ role: "system", content: system === "" ? told : `${system}\n\n${told}` }, ...rest];
}
