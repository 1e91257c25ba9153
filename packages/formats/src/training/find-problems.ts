import { checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import { cutShort, type Dialog, endClass } from "@sdialog/core";
import type { ChatMessage } from "../messages/chat-message.ts";
import {
  assistantOf,
  type ChatMessageOptions,
  chatMessageOptionNames,
  trainableMessages,
} from "../messages/chat-messages.ts";
import type { Problem } from "./problem.ts";

/** What makes a dialogue fit for training. */
export interface ProblemOptions extends ChatMessageOptions {
  /** Whether dialogues that were cut off are refused too. Default: false. */
  readonly completeOnly?: boolean | undefined;
}

/** The names of {@link ProblemOptions}. */
export const problemOptionNames: OptionNames<ProblemOptions> = {
  completeOnly: true,
  ...chatMessageOptionNames,
};

/**
 * Everything in a dialogue itself that speaks against training on it, whatever the trainer; empty when nothing does.
 *
 * @param messagesOf gives the messages that a trainer would be handed
 */
export function findProblems(
  dialog: Dialog,
  options: ProblemOptions = {},
  messagesOf: typeof trainableMessages = trainableMessages,
): Problem[] {
  checkOptions("findProblems", options, problemOptionNames);
  if (dialog.length === 0) return [{ reason: "no_turns", message: "nobody says anything" }];
  const problems = [...endProblems(dialog, options), ...turnProblems(dialog, options)];
  const assistant = assistantOf(dialog, options.assistant);
  if (assistant === undefined) {
    problems.push(alone(dialog, options.assistant));
    return problems;
  }
  const messages = messagesOf(dialog, pickOptions(options, chatMessageOptionNames));
  if (!messages.some(({ role }) => role === "user"))
    problems.push({
      reason: "no_user",
      message: `no other speaker says anything before the last message of ${assistant}`,
    });
  return [...problems, ...unansweredCalls(messages)];
}

/** Why nobody is the assistant, who is by default the second to speak. */
function alone(dialog: Dialog, assistant: ProblemOptions["assistant"] = 1): Problem {
  const speakers = dialog.speakers();
  const [only = "nobody"] = speakers;
  const who = speakers.length > 1 ? `only ${speakers.join(", ")} speak` : `only ${only} speaks`;
  if (assistant === 1 && only.toLowerCase() === "assistant")
    return { reason: "no_user", message: `${who}: there is nothing that it answers` };
  return typeof assistant === "number"
    ? { reason: "no_assistant", message: `${who}: there is no speaker number ${assistant} (counted from 0)` }
    : { reason: "no_assistant", message: `${who}: there is no "${assistant}"` };
}

function endProblems(dialog: Dialog, { completeOnly = false }: ProblemOptions): Problem[] {
  const { stopReason } = dialog;
  const ended = endClass(dialog);
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

/** Calls without a result, but for those of the last message: a conversation may end with what is called. */
function unansweredCalls(messages: readonly ChatMessage[]): Problem[] {
  const answered = new Set(
    messages.flatMap((message) => (message.role === "tool" ? [message.tool_call_id] : [])),
  );
  const calls = messages.flatMap((message, at) =>
    message.role === "assistant" && at < messages.length - 1 ? (message.tool_calls ?? []) : [],
  );
  return calls
    .filter(({ id }) => !answered.has(id))
    .map(({ function: { name } }) => ({
      reason: "unanswered_tool_call",
      message: `the call of ${name} has no result`,
    }));
}
