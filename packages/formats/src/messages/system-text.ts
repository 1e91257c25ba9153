import type { Dialog, DialogEvent } from "@sdialog/core";
import { fieldWords } from "@sdialog/core/internal";

/**
 * What the system message says.
 *
 * @param system `"persona"` for what the assistant is told of itself, `"none"`, or the text
 * @returns an empty text when nothing is said
 */
export function systemText(dialog: Dialog, assistant: string | undefined, system: string): string {
  if (system === "none") return "";
  if (system !== "persona") return system;
  const persona: unknown = assistant === undefined ? undefined : dialog.personas?.[assistant];
  if (typeof persona !== "object" || persona === null) return "";
  // An agent made with a prompt of its own is told that prompt, word for word, and nothing else.
  if ("system_prompt" in persona && typeof persona.system_prompt === "string") return persona.system_prompt;
  return Object.entries(persona)
    .filter(([name, value]) => !untold.has(name) && value !== null && value !== "")
    .map(([name, value]) => `Your ${fieldWords(name)}: ${asText(value)}`)
    .join("\n");
}

/** The label of instructions that were system messages in the file they were read from. */
export const systemLabel = "system";

/** System messages that came later than the first: index of the turn before which they stood → their texts. */
export function laterSystemTexts(events: readonly DialogEvent[]): ReadonlyMap<number, readonly string[]> {
  const texts = new Map<number, string[]>();
  let turn = 0;
  for (const { action, actionLabel, content } of events) {
    if (action === "utter") turn++;
    if (action !== "instruct" || actionLabel !== systemLabel || typeof content !== "string") continue;
    texts.set(turn, [...(texts.get(turn) ?? []), content]);
  }
  return texts;
}

const untold: ReadonlySet<string> = new Set(["_metadata", "orchestrators"]);

function asText(value: unknown): string {
  if (Array.isArray(value)) return value.map(asText).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
