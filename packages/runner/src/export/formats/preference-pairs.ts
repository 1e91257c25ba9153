import type { Dialog } from "@sdialog/core";
import { type ChatMessage, chatMessages, type ChatMessageOptions, assistantOf } from "../chat-messages.ts";

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
  const [good, bad] = [chatMessages(chosen, options), chatMessages(rejected, options)];
  const at = good.findIndex((message, index) => JSON.stringify(message) !== JSON.stringify(bad[index]));
  const [better, worse] = [good[at], bad[at]];
  if (better?.role !== "assistant" || worse?.role !== "assistant") return undefined;
  const prompt = good.slice(0, at);
  if (!prompt.some(({ role }) => role === "user")) return undefined;
  return { prompt, chosen: [better], rejected: [worse] };
}

/** Drafts of the assistant that guards refused, each beside what it said instead. */
export function* refusedPairs(dialog: Dialog, options: ChatMessageOptions): Generator<PreferencePair> {
  const assistant = assistantOf(dialog, options.assistant);
  let turn = 0;
  for (const { action, agent, content } of dialog.events ?? []) {
    if (action === "utter") turn++;
    if (action !== "guard" || agent !== assistant) continue;
    const refused = (content as { readonly refused?: unknown }).refused;
    const said = dialog.turns[turn];
    if (
      typeof refused !== "string" ||
      refused.trim() === "" ||
      said?.speaker !== assistant ||
      said.text === refused
    )
      continue;
    const prompt = chatMessages(dialog.slice(0, turn), { ...options, assistant });
    if (!prompt.some(({ role }) => role === "user")) continue;
    yield { prompt, chosen: answer(said.text), rejected: answer(refused) };
  }
}

function answer(text: string): ChatMessage[] {
  return [{ role: "assistant", content: text }];
}
