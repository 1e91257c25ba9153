import type { RecordedChatbotError } from "@sdialog/agents";
import { type Dialog, stopClass } from "@sdialog/core";
import type { CheckedConversation } from "../scenario/checked-conversation.ts";
import { isGreeting, turnsOf, whole } from "../checks/speech-checks.ts";
import { callEvidence } from "../checks/tool-checks.ts";
import { type Finding, type FindingClass, findingClasses } from "../results/finding.ts";

/** What stands out in a conversation without anybody having asked for it. */
export function findFindings(talk: CheckedConversation): readonly Finding[] {
  const turns = turnsOf(talk, "bot");
  const findings: Finding[] = [];
  for (const [position, turn] of turns.entries()) {
    const error = chatbotErrorOf(talk.dialog, turn.index);
    const before = turns[position - 1];
    if (error !== undefined)
      findings.push({
        class: `bot_${error.kind}` as FindingClass,
        level: "hard",
        message: error.message,
        evidence: [whole(turn)],
      });
    // A greeting may be a sign, without words.
    else if (isGreeting(talk, turn.index)) continue;
    else if (!/[^\p{C}\p{Z}\p{M}\u2800\u3164\uffa0\u115f\u1160\s]/u.test(turn.text))
      findings.push({
        class: "bot_empty",
        level: "hard",
        message:
          turn.text.trim() === "" ? "the answer has no text" : "the answer has no text that can be seen",
        evidence: [whole(turn)],
      });
    else if (turn.text === before?.text)
      findings.push({
        class: "bot_repeated",
        level: "soft",
        message: "the answer is the one before it, word for word",
        evidence: [whole(before), whole(turn)],
      });
  }
  for (const call of talk.toolCalls.filter(({ isError }) => isError))
    findings.push({
      class: "tool_error",
      level: "soft",
      message: `a call of ${call.name} failed`,
      evidence: [callEvidence(call, talk.bot)],
    });
  return [...findings, ...unclosed(talk), ...easyUsers(talk), ...userFaults(talk)];
}

function unclosed({ dialog, bot }: CheckedConversation): readonly Finding[] {
  return (dialog.events ?? [])
    .filter(
      ({ agent, action, actionLabel }) => agent === bot && action === "warning" && actionLabel === "close",
    )
    .map(({ content }) => ({
      class: "bot_unclosed",
      level: "soft",
      message: `the connection could not be closed: ${String(content)}`,
      evidence: [],
    }));
}

/** How a turn of the bot failed; nothing for one that did not. */
export function chatbotErrorOf(dialog: Dialog, turn: number): RecordedChatbotError | undefined {
  return dialog.turns[turn]?.["chatbotError"] as RecordedChatbotError | undefined;
}

/** What makes it too easy for the bot, or too hard: messages of the user that nobody could better. */
function easyUsers({ dialog }: CheckedConversation): readonly Finding[] {
  return (dialog.events ?? []).flatMap(({ action, content }) => {
    const { letGo, fault, detail } = (content ?? {}) as Readonly<Record<string, unknown>>;
    if (action !== "guard" || letGo !== true || !Object.hasOwn(findingClasses, `user_${String(fault)}`))
      return [];
    return [
      {
        class: `user_${String(fault)}` as FindingClass,
        level: "soft" as const,
        message: `the simulated user ${String(detail)}`,
        evidence: [],
      },
    ];
  });
}

function userFaults(talk: CheckedConversation): readonly Finding[] {
  const message = couldNotGoOn(talk.dialog) ?? neverAsked(talk);
  return message === undefined ? [] : [{ class: "user_fault", level: "hard", message, evidence: [] }];
}

function couldNotGoOn({ stopReason }: Dialog): string | undefined {
  // The bot cannot fail a conversation but by being gone, and that is recorded in its turns.
  if (stopReason === null || stopClass(stopReason) !== "failed" || stopReason === "provider_error")
    return undefined;
  return `the simulated user could not go on: ${stopReason}`;
}

/** Says nothing about the bot, whatever the user thinks that it got: it ended before the bot had anything to answer. */
function neverAsked({ dialog, bot }: CheckedConversation): string | undefined {
  const { turns, stopReason } = dialog;
  const first = turns.findIndex(({ speaker }) => speaker !== bot);
  if (first !== -1 && turns.slice(first).some(({ speaker }) => speaker === bot)) return undefined;
  // A bot that speaks first is tested by its greeting where nothing more was to come, or was to be had.
  if (turns.length > 0 && first === -1 && (stopReason === "max_turns" || stopReason === "provider_error"))
    return undefined;
  const refused = (dialog.events ?? []).flatMap(({ agent, action, content }) => {
    const { detail } = (content ?? {}) as { readonly detail?: unknown };
    return agent !== bot && action === "guard" && typeof detail === "string" ? [detail] : [];
  });
  const before = refused.length === 0 ? "" : ` after messages that were refused (${refused.join("; ")})`;
  return `the simulated user ended the conversation before the bot was asked anything${before}`;
}
