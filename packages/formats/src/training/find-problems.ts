import { checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import { cutShort, type Dialog, stopClass } from "@sdialog/core";
import {
  assistantOf,
  type ChatMessage,
  chatMessages,
  type ChatMessageOptions,
  chatMessageOptionNames,
} from "../messages/chat-messages.ts";

/** Why a dialogue cannot be trained on. */
export type ProblemReason =
  | "no_turns"
  | "failed"
  | "truncated"
  | "no_assistant"
  | "no_user"
  | "unknown_speaker"
  | "empty_turn"
  | "unanswered_tool_call"
  | "prompt_marker"
  | "too_long"
  | "duplicate"
  | "unreadable";

/** Why a dialogue cannot be trained on. */
export interface Problem {
  readonly reason: ProblemReason;
  readonly message: string;
}

/** What makes a dialogue fit for training. */
export interface ProblemOptions extends ChatMessageOptions {
  /** Whether dialogues that were cut off are refused too. Default: false. */
  readonly completeOnly?: boolean | undefined;
  /** Most tokens of a dialogue, at four characters each. */
  readonly maxTokens?: number | undefined;
}

/** The names of {@link ProblemOptions}. */
export const problemOptionNames: OptionNames<ProblemOptions> = {
  completeOnly: true,
  maxTokens: true,
  ...chatMessageOptionNames,
};

/** Everything that speaks against training on a dialogue; empty when nothing does. */
export function findProblems(dialog: Dialog, options: ProblemOptions = {}): Problem[] {
  checkOptions("findProblems", options, problemOptionNames);
  if (dialog.length === 0) return [{ reason: "no_turns", message: "nobody says anything" }];
  const problems = [...endProblems(dialog, options), ...turnProblems(dialog, options)];
  const assistant = assistantOf(dialog, options.assistant);
  if (assistant === undefined) {
    const who = options.assistant ?? 1;
    const wanted = typeof who === "number" ? `a speaker number ${who}` : `"${who}"`;
    problems.push({
      reason: "no_assistant",
      message: `there is no ${wanted} among ${dialog.speakers().join(", ")}`,
    });
    return problems;
  }
  const messages = trainableMessages(dialog, options);
  if (!messages.some(({ role }) => role === "user"))
    problems.push({
      reason: "no_user",
      message: `no other speaker says anything before the last message of ${assistant}`,
    });
  return [...problems, ...messageProblems(messages, options)];
}

/** The messages up to the assistant's last one: what comes after it teaches nothing. */
export function trainableMessages(dialog: Dialog, options: ChatMessageOptions = {}): ChatMessage[] {
  const messages = chatMessages(dialog, pickOptions(options, chatMessageOptionNames));
  return messages.slice(0, messages.findLastIndex(({ role }) => role === "assistant") + 1);
}

function endProblems({ stopReason }: Dialog, { completeOnly = false }: ProblemOptions): Problem[] {
  const ended = stopReason === null ? "ok" : stopClass(stopReason);
  if (ended === "failed") return [{ reason: "failed", message: `it ended in failure: ${stopReason}` }];
  if (ended === "truncated" && completeOnly)
    return [{ reason: "truncated", message: `it was cut off: ${stopReason}` }];
  return [];
}

function turnProblems(dialog: Dialog, { completeOnly = false }: ProblemOptions): Problem[] {
  const problems: Problem[] = [];
  for (const [index, turn] of dialog.turns.entries()) {
    const { speaker, text } = turn;
    const cut = cutShort(turn);
    if (cut !== undefined && completeOnly)
      problems.push({ reason: "truncated", message: `turn ${index} was cut short: ${cut}` });
    if (speaker === null || speaker === "")
      problems.push({ reason: "unknown_speaker", message: `turn ${index} does not name its speaker` });
    if (text.trim() === "") problems.push({ reason: "empty_turn", message: `turn ${index} is empty` });
    if (/\[\[\s*##/.test(text))
      problems.push({ reason: "prompt_marker", message: `turn ${index} repeats part of a prompt` });
  }
  return problems;
}

function messageProblems(messages: readonly ChatMessage[], { maxTokens }: ProblemOptions): Problem[] {
  const problems: Problem[] = [];
  const answered = new Set(
    messages.flatMap((message) => (message.role === "tool" ? [message.tool_call_id] : [])),
  );
  for (const message of messages) {
    for (const { id, function: called } of ("tool_calls" in message && message.tool_calls) || []) {
      if (!answered.has(id))
        problems.push({
          reason: "unanswered_tool_call",
          message: `the call of ${called.name} has no result`,
        });
    }
  }
  const tokens = Math.ceil(messages.reduce((sum, { content }) => sum + content.length, 0) / 4);
  if (maxTokens !== undefined && tokens > maxTokens)
    problems.push({ reason: "too_long", message: `about ${tokens} tokens, more than ${maxTokens}` });
  return problems;
}
