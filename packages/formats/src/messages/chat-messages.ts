import type { Dialog, Turn } from "@sdialog/core";
import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { assistantsOf, recordedRole } from "./assistants-of.ts";
import type { ChatMessage } from "./chat-message.ts";
import { laterSystemTexts, systemText } from "./system-text.ts";
import { toolRounds } from "./tool-rounds.ts";

/** Which speaker becomes the assistant, and what the system message says. */
export interface ChatMessageOptions {
  /**
   * Who becomes the assistant, all others being users: a name, or a position among the speakers in the order in
   * which they first speak; `"assistant"` is also everybody whose turns say that they have that role. Default: for a
   * dialogue of its own, those of that role, or else 1; for a dataset, whoever it is in all of it.
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
export function assistantOf(dialog: Dialog, assistant?: string | number): string | undefined {
  return assistantsOf(dialog, assistant).name;
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

/** The same for a format that has names: who is told apart by one is not joined, nor named in the text. */
export function namedMessages(dialog: Dialog, options: ChatMessageOptions = {}): ChatMessage[] {
  return messagesOf(dialog, options, addNamed, true);
}

/** The same as they stand in a file of messages: nothing that one side says in a row is joined. */
export function writtenMessages(dialog: Dialog, options: ChatMessageOptions = {}): ChatMessage[] {
  return messagesOf(dialog, options, (messages, message) => void messages.push(message), true);
}

type Add = (messages: ChatMessage[], message: ChatMessage) => void;

function messagesOf(
  dialog: Dialog,
  options: ChatMessageOptions,
  add: Add,
  hasNames: boolean = false,
): ChatMessage[] {
  const assistants = assistantsOf(dialog, options.assistant);
  const sides = dialog.turns.map((turn) => (assistants.say(turn) ? true : turn.speaker));
  const several = new Set(sides.filter((side) => side !== null)).size > 2;
  const rounds = toolRounds(dialog.events ?? [], assistants.names);
  const told = options.system === "none" ? undefined : laterSystemTexts(dialog.events ?? []);
  const messages: ChatMessage[] = [];
  for (const [index, turn] of dialog.turns.entries()) {
    const { speaker, text, weight } = turn;
    const name = nameIn(turn);
    const { round, rest } = besideCalls(text, rounds.get(index) ?? []);
    addRound(messages, round);
    for (const content of told?.get(index) ?? []) messages.push({ role: "system", content });
    if (sides[index] === true)
      add(messages, { role: "assistant", content: rest, ...name, ...(weight === 0 ? { weight } : {}) });
    else if (several && !(hasNames && (recordedRole(turn) === "user" || speaker === "user")))
      add(messages, { role: "user", content: `${speaker}: ${text}` });
    else add(messages, { role: "user", content: text, ...name });
  }
  // Calls after which nothing was said.
  addRound(messages, silent(rounds.get(dialog.turns.length) ?? []));
  return withSystem(
    messages,
    systemText(dialog, assistants.name, options.system ?? "persona"),
    options.opening,
  );
}

/** A name, where the role is known without it. */
function nameIn(turn: Turn): { readonly name?: string } {
  const role = recordedRole(turn);
  return role === undefined || turn.speaker === null || turn.speaker === role ? {} : { name: turn.speaker };
}

/**
 * The messages up to the last thing the assistant says or calls: what comes after it teaches nothing.
 *
 * @param all gives the messages of the whole dialogue
 */
export function trainableMessages(
  dialog: Dialog,
  options: ChatMessageOptions = {},
  all: typeof chatMessages = chatMessages,
): ChatMessage[] {
  const messages = all(dialog, options);
  return messages.slice(0, messages.findLastIndex(({ role }) => role === "assistant") + 1);
}

/** Whether the assistant says something before anybody else does. */
export function opensAsAssistant(dialog: Dialog, { assistant }: ChatMessageOptions): boolean {
  const {
    turns: [first],
  } = dialog;
  if (typeof assistant === "string") return first !== undefined && assistantsOf(dialog, assistant).say(first);
  return assistant === 0;
}

function addRound(messages: ChatMessage[], [first, ...rest]: readonly ChatMessage[]): void {
  if (first === undefined) return;
  const last = messages.at(-1);
  // Words right before a call are said in the same message.
  if (
    first.role === "assistant" &&
    last?.role === "assistant" &&
    !("tool_calls" in last) &&
    last.name === nameOf(first)
  )
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
  if (last?.role === message.role && !("tool_calls" in last) && weightOf(last) === weightOf(message)) {
    const { name, ...both } = last as typeof last & { readonly name?: string };
    const kept = name === undefined || name !== nameOf(message) ? {} : { name };
    messages[messages.length - 1] = {
      ...both,
      ...kept,
      content: joined(last.content, message.content),
    } as ChatMessage;
  } else messages.push(message);
}

function addNamed(messages: ChatMessage[], message: ChatMessage): void {
  const last = messages.at(-1);
  if (last !== undefined && nameOf(last) !== nameOf(message)) messages.push(message);
  else addJoined(messages, message);
}

function nameOf(message: ChatMessage): string | undefined {
  return "name" in message ? message.name : undefined;
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
