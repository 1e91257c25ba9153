import { type Dialog, type DialogEvent, InvalidArgumentError, type Turn } from "@sdialog/core";
import { fieldWords, type OptionNames, checkOptions } from "@sdialog/core/internal";

/** A message as chat models are trained on it. */
export type ChatMessage =
  | { readonly role: "system" | "user"; readonly content: string }
  | { readonly role: "assistant"; readonly content: string; readonly tool_calls?: readonly ChatToolCall[] }
  | { readonly role: "tool"; readonly tool_call_id: string; readonly name: string; readonly content: string };

/** A tool call in the form of OpenAI's API; arguments are JSON text. */
export interface ChatToolCall {
  readonly id: string;
  readonly type: "function";
  readonly function: { readonly name: string; readonly arguments: string };
}

/** Which speaker becomes the assistant, and what the system message says. */
export interface ChatMessageOptions {
  /**
   * Who becomes the assistant, all others being users: a name, or a position among the speakers in the order in
   * which they first speak. Default: 1, whoever answers first.
   */
  readonly assistant?: string | number | undefined;
  /**
   * What the system message says: the assistant's persona (`"persona"`, the default), nothing (`"none"`), or the
   * given text.
   */
  readonly system?: string | undefined;
}

/** The names of {@link ChatMessageOptions}. */
export const chatMessageOptionNames: OptionNames<ChatMessageOptions> = { assistant: true, system: true };

/**
 * The name of the assistant in a dialogue; nothing when no speaker fits.
 *
 * @throws InvalidArgumentError for a position that is not a whole number of at least 0
 */
export function assistantOf(dialog: Dialog, assistant: string | number = 1): string | undefined {
  const speakers = dialog.speakers();
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

/**
 * A dialogue as messages between a user and an assistant: turns in a row of one side become one message, users of a
 * group are told apart by their names, and the assistant's tool calls stand where they were made.
 */
export function chatMessages(dialog: Dialog, options: ChatMessageOptions = {}): ChatMessage[] {
  checkOptions("chatMessages", options, chatMessageOptionNames);
  const assistant = assistantOf(dialog, options.assistant);
  const several = dialog.speakers().length > 2;
  const messages: ChatMessage[] = [...systemMessage(dialog, assistant, options.system ?? "persona")];
  for (const step of steps(dialog, assistant)) {
    if (step.type === "tools") messages.push(...step.messages);
    else if (step.turn.speaker === assistant) addText(messages, "assistant", step.turn.text);
    else addText(messages, "user", several ? `${step.turn.speaker}: ${step.turn.text}` : step.turn.text);
  }
  return messages;
}

type Step =
  | { readonly type: "turn"; readonly turn: Turn }
  | { readonly type: "tools"; readonly messages: readonly ChatMessage[] };

/** Turns and, between them, the tool rounds of the assistant. */
function* steps(dialog: Dialog, assistant: string | undefined): Generator<Step> {
  const rounds = toolRounds(dialog.events ?? [], assistant);
  for (const [index, turn] of dialog.turns.entries()) {
    const messages = rounds.get(index);
    if (messages !== undefined) yield { type: "tools", messages };
    yield { type: "turn", turn };
  }
}

/** Index of the turn before which they were made → the messages of its tool calls and results. */
function toolRounds(
  events: readonly DialogEvent[],
  assistant: string | undefined,
): Map<number, ChatMessage[]> {
  const rounds = new Map<number, ChatMessage[]>();
  let turn = 0;
  for (const { action, actionLabel, agent, content } of events) {
    if (action === "utter") turn++;
    if (action !== "tool" || agent !== assistant || typeof content !== "object" || content === null) continue;
    const round = rounds.get(turn) ?? [];
    rounds.set(turn, round);
    const data = content as Readonly<Record<string, unknown>>;
    if (actionLabel === "call") addCall(round, data);
    if (actionLabel === "output") {
      const name = String(data["name"] ?? "");
      const output =
        typeof data["output"] === "string" ? data["output"] : JSON.stringify(data["output"] ?? null);
      round.push({ role: "tool", tool_call_id: String(data["call_id"] ?? name), name, content: output });
    }
  }
  return rounds;
}

function addCall(round: ChatMessage[], data: Readonly<Record<string, unknown>>): void {
  const name = String(data["name"] ?? "");
  const call: ChatToolCall = {
    id: String(data["id"] ?? name),
    type: "function",
    function: { name, arguments: JSON.stringify(data["args"] ?? {}) },
  };
  const last = round.at(-1);
  if (last?.role === "assistant")
    round[round.length - 1] = { ...last, tool_calls: [...(last.tool_calls ?? []), call] };
  else round.push({ role: "assistant", content: "", tool_calls: [call] });
}

function addText(messages: ChatMessage[], role: "user" | "assistant", content: string): void {
  const last = messages.at(-1);
  const joins = last?.role === role && !("tool_calls" in last);
  if (joins) messages[messages.length - 1] = { role, content: `${last.content}\n${content}` };
  else messages.push({ role, content });
}

function systemMessage(dialog: Dialog, assistant: string | undefined, system: string): ChatMessage[] {
  if (system === "none") return [];
  if (system !== "persona") return [{ role: "system", content: system }];
  const persona: unknown = assistant === undefined ? undefined : dialog.personas?.[assistant];
  const content = describePersona(persona);
  return content === "" ? [] : [{ role: "system", content }];
}

function describePersona(persona: unknown): string {
  if (typeof persona !== "object" || persona === null) return "";
  const told = Object.entries(persona).filter(
    ([name, value]) => !["_metadata", "orchestrators"].includes(name) && value !== null && value !== "",
  );
  // An agent made with a prompt of its own is told that prompt and nothing else.
  const [only, ...more] = told;
  if (only?.[0] === "system_prompt" && more.length === 0) return asText(only[1]);
  return told.map(([name, value]) => `Your ${fieldWords(name)}: ${asText(value)}`).join("\n");
}

function asText(value: unknown): string {
  if (Array.isArray(value)) return value.map(asText).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
