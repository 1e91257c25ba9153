import type { Dialog } from "@sdialog/core";
import { assistantOf, type ChatMessageOptions } from "./chat-messages.ts";
import { laterSystemTexts, systemText } from "./system-text.ts";

/** Words of a dialogue that a row of messages hands on, and what they are there. */
export interface Wording {
  readonly kind: "system" | "said" | "call" | "result";
  /** Who says or calls it; nobody for a system message. */
  readonly by: string | null;
  readonly text: string;
}

/**
 * Everything that a dialogue tells a model, in order: system messages, turns, what tools are called with, and what they
 * answer. Ids of calls are left out, as they are new each time.
 */
export function wordingOf(
  dialog: Dialog,
  { assistant, system = "persona" }: Pick<ChatMessageOptions, "assistant" | "system"> = {},
): Wording[] {
  const { turns } = dialog;
  const events = dialog.events ?? [];
  const told = system === "none" ? undefined : laterSystemTexts(events);
  const used = toolsBeside(dialog);
  return [
    ...systems([systemText(dialog, assistantOf(dialog, assistant), system)]),
    ...turns.flatMap(({ speaker, text }, at): Wording[] => [
      ...(used.get(at) ?? []),
      ...systems(told?.get(at) ?? []),
      { kind: "said", by: speaker, text },
    ]),
    // Calls after which nothing was said.
    ...(used.get(turns.length) ?? []),
  ];
}

function systems(texts: readonly string[]): Wording[] {
  return texts.filter((text) => text !== "").map((text) => ({ kind: "system", by: null, text }));
}

/** Index of the turn before which tools were used → their calls and results. */
function toolsBeside({ events }: Dialog): ReadonlyMap<number, readonly Wording[]> {
  const used = new Map<number, Wording[]>();
  let turn = 0;
  for (const { action, actionLabel, agent, content } of events ?? []) {
    if (action === "utter") turn++;
    if (action !== "tool" || typeof content !== "object" || content === null) continue;
    const { name, args, output } = content as Readonly<Record<string, unknown>>;
    const by = agent ?? null;
    const word: Wording =
      actionLabel === "output"
        ? { kind: "result", by, text: textIn(output) }
        : { kind: "call", by, text: textIn([name, args]) };
    used.set(turn, [...(used.get(turn) ?? []), word]);
  }
  return used;
}

/** The names and values of some data, a line each: JSON would put escapes between them. */
function textIn(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(textIn).join("\n");
  if (typeof value === "object")
    return Object.entries(value)
      .map(([name, child]) => `${name}: ${textIn(child)}`)
      .join("\n");
  return String(value as string | number | boolean | bigint);
}
