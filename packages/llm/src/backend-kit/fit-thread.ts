import type { ModelWarning } from "../chat-model.ts";
import type { Message } from "../message.ts";
import { pairToolResults } from "./pair-tool-results.ts";
import { foldSystem, userText } from "./plain-text.ts";
import type { ThreadRules } from "./thread-rules.ts";

/** A thread as a provider takes it. */
export interface FittedThread {
  readonly messages: readonly Message[];
  /** What had to be added, replaced or left out, by name. */
  readonly warnings: readonly ModelWarning[];
}

const opener = "[Instruction: Begin.]";
const encouragement = "[Instruction: Go on.]";
const silence = "(silence)";
const noOutput = "(no output)";

/**
 * Makes a thread one that a provider takes: no message is empty, every tool call is followed by its one result, the
 * user begins, ends and takes turns where that is demanded. What is there already keeps its words and its order; the
 * same thread with one more message begins the same, so that caches of prompts stay warm.
 *
 * @returns the thread, with a warning for every kind of change that adds or leaves out words
 */
export function fitThread(thread: readonly Message[], rules: ThreadRules): FittedThread {
  const notes = new Set<string>();
  const note = (message: string): void => void notes.add(message);
  const paired = pairToolResults(withWords(thread, note), rules.toolIds, note);
  let messages: readonly Message[] = rules.system === "start" ? systemFirst(paired) : paired;
  const first = messages.findIndex(({ role }) => role !== "system");
  if (first === -1 ? rules.begins === "user" || messages.length === 0 : wantsOpener(messages[first], rules)) {
    const at = first === -1 ? messages.length : first;
    messages = messages.toSpliced(at, 0, { role: "user", content: opener });
    note(
      `the user's message "${opener}" was put first: the model accepts no conversation that begins otherwise`,
    );
  }
  if (rules.ends === "user" && messages.at(-1)?.role === "assistant") {
    messages = [...messages, { role: "user", content: encouragement }];
    note(
      `the user's message "${encouragement}" was put last: the model accepts no conversation that ends otherwise`,
    );
  }
  if (rules.alternates) messages = alternating(messages);
  return { messages, warnings: [...notes].map((message) => ({ setting: "messages", message })) };
}

function wantsOpener(first: Message | undefined, { begins }: ThreadRules): boolean {
  return begins === "user" && first?.role !== "user";
}

/** No provider takes empty texts; Bedrock counts white space as empty. */
function withWords(messages: readonly Message[], note: (message: string) => void): readonly Message[] {
  if (messages.every(hasWords)) return messages;
  return messages.flatMap((message): Message[] => {
    if (hasWords(message)) return [message];
    switch (message.role) {
      case "system":
        return [];
      case "user":
        note(`an empty message was sent as "${silence}"`);
        return [{ ...message, content: silence }];
      case "tool":
        note(`an empty tool result was sent as "${noOutput}"`);
        return [{ ...message, content: noOutput }];
      case "assistant":
        if ((message.toolCalls?.length ?? 0) > 0) return [{ ...message, content: "" }];
        note("an empty message of the assistant was left out");
        return [];
    }
  });
}

function hasWords({ content }: Message): boolean {
  return /\S/.test(content);
}

/** One instruction at the start, if any. */
function systemFirst(messages: readonly Message[]): Message[] {
  const { system, rest } = foldSystem(messages);
  return [...(system === undefined ? [] : [{ role: "system" as const, content: system }]), ...rest];
}

/** Joins what one side says in a row. Results of tools stay apart: what a protocol does with them is its own affair. */
function alternating(messages: readonly Message[]): Message[] {
  const turns: Message[] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (last?.role === "user" && message.role === "user") {
      turns[turns.length - 1] = { role: "user", content: `${userText(last)}\n${userText(message)}` };
    } else if (last?.role === "assistant" && message.role === "assistant" && last.toolCalls === undefined) {
      const content = [last.content, message.content].filter((text) => text !== "").join("\n");
      turns[turns.length - 1] = { ...message, content };
    } else turns.push(message);
  }
  return turns;
}
