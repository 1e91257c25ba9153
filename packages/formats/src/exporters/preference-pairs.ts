import { pickOptions } from "@sdialog/core/internal";
import { chatMessageOptionNames } from "../messages/chat-messages.ts";
import type { Dialog, DialogSource } from "@sdialog/core";
import { assistantsOf, settledAssistant } from "../messages/assistants-of.ts";
import type { ChatMessage } from "../messages/chat-message.ts";
import { chatMessages, type ChatMessageOptions, assistantOf } from "../messages/chat-messages.ts";
import { chatTools } from "../messages/chat-tools.ts";
import { DialogRefusedError } from "./dialog-refused-error.ts";
import type { TextExporter } from "./exporter.ts";
import { dialogsOf } from "../dialog-source.ts";

/** Two answers to the same prompt, the first of which is the better one. */
export interface PreferencePair {
  readonly prompt: readonly ChatMessage[];
  readonly chosen: readonly ChatMessage[];
  readonly rejected: readonly ChatMessage[];
}

/**
 * The first place where the assistants of two dialogues answer the same prompt differently.
 *
 * @returns nothing when they never do: a user said something else before, or they said the same to the end
 */
export function pairOf(
  chosen: Dialog,
  rejected: Dialog,
  options: ChatMessageOptions,
): PreferencePair | undefined {
  const shown = pickOptions(options, chatMessageOptionNames);
  const [good, bad] = [chatMessages(chosen, shown), chatMessages(rejected, shown)];
  const at = good.findIndex((message, index) => JSON.stringify(message) !== JSON.stringify(bad[index]));
  const [better, worse] = [good[at], bad[at]];
  if (better?.role !== "assistant" || worse?.role !== "assistant") return undefined;
  const prompt = good.slice(0, at);
  if (!prompt.some(({ role }) => role === "user")) return undefined;
  return { prompt, chosen: [better], rejected: [worse] };
}

/** Drafts of the assistant that guards refused, each beside what it said instead. */
export function* refusedPairs(dialog: Dialog, options: ChatMessageOptions): Generator<PreferencePair> {
  const assistants = assistantsOf(dialog, options.assistant);
  let turn = 0;
  for (const { action, agent, content } of dialog.events ?? []) {
    if (action === "utter") turn++;
    if (action !== "guard" || agent === null || !assistants.names.has(agent)) continue;
    const refused = (content as { readonly refused?: unknown }).refused;
    const said = dialog.turns[turn];
    if (
      typeof refused !== "string" ||
      refused.trim() === "" ||
      said === undefined ||
      !assistants.say(said) ||
      said.text === refused
    )
      continue;
    const prompt = chatMessages(dialog.slice(0, turn), {
      ...pickOptions(options, chatMessageOptionNames),
      assistant: settledAssistant(dialog, options.assistant),
    });
    if (!prompt.some(({ role }) => role === "user")) continue;
    yield { prompt, chosen: answer(said.text), rejected: answer(refused) };
  }
}

/** The better answer of a dialogue that was read with a worse one: preference rows keep that in the annotation `rejected`. */
export function* readPairs(dialog: Dialog, options: ChatMessageOptions): Generator<PreferencePair> {
  const { rejected, better_from_turn: turn } = (dialog.annotations ?? {}) as Readonly<
    Record<string, unknown>
  >;
  const worse = Array.isArray(rejected) ? (rejected as unknown[]).map(saidMessage) : [];
  if (worse.length === 0 || !worse.every((message) => message !== undefined)) return;
  const shown = pickOptions(options, chatMessageOptionNames);
  const messages = chatMessages(dialog, shown);
  const at =
    typeof turn === "number"
      ? chatMessages(dialog.slice(0, turn), {
          ...shown,
          assistant: settledAssistant(dialog, shown.assistant),
        }).length
      : messages.findLastIndex(({ role }) => role !== "assistant") + 1;
  const [prompt, chosen] = [messages.slice(0, at), messages.slice(at)];
  if (!prompt.some(({ role }) => role === "user")) return;
  if (chosen[0]?.role !== "assistant" || worse[0]?.role !== "assistant") return;
  yield { prompt, chosen, rejected: worse };
}

function saidMessage(value: unknown): ChatMessage | undefined {
  const { role, content, tool_calls: calls } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof content !== "string" || calls !== undefined) return undefined;
  return role === "user" || role === "assistant" ? { role, content } : undefined;
}

function answer(text: string): ChatMessage[] {
  return [{ role: "assistant", content: text }];
}

/**
 * Pairs of a better and a worse answer, each a row.
 *
 * @param rejected the dialogues whose answers are worse, each beside the one with the same task or id; the drafts that
 *   guards refused when left out
 */
export async function preferencePairExporter(
  rejected: DialogSource | undefined,
  options: ChatMessageOptions,
): Promise<TextExporter> {
  const others = rejected === undefined ? undefined : new Map<string, Dialog>();
  if (rejected !== undefined)
    for await (const dialog of dialogsOf(rejected)) others?.set(matchOf(dialog), dialog);
  return {
    rows(dialog) {
      const other = others?.get(matchOf(dialog));
      const pair = other === undefined ? undefined : pairOf(dialog, other, options);
      const pairs =
        others === undefined
          ? [...readPairs(dialog, options), ...refusedPairs(dialog, options)]
          : pair === undefined
            ? []
            : [pair];
      const tools = chatTools(dialog, assistantOf(dialog, options.assistant));
      const told = tools.length === 0 ? {} : { tools };
      if (pairs.length === 0)
        throw new DialogRefusedError(
          "no_row",
          others === undefined
            ? "it was not read with a worse answer, and no guard refused a draft of the assistant after something was asked"
            : other === undefined
              ? "the other dialogues have none of its task or id"
              : "the other dialogue answers nothing differently after the same words",
        );
      return pairs.map((one) => `${JSON.stringify({ id: String(dialog.id), ...one, ...told })}\n`);
    },
  };
}

/** Dialogues of two runs belong together by their task's position, others by their id. */
function matchOf(dialog: Dialog): string {
  const task = dialog.extra["task"] as { readonly variant?: number; readonly index?: number } | undefined;
  return task?.index === undefined ? `id ${dialog.id}` : `task ${task.variant ?? 0}:${task.index}`;
}
