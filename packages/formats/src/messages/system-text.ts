import type { Dialog } from "@sdialog/core";
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

const untold: ReadonlySet<string> = new Set(["_metadata", "orchestrators"]);

function asText(value: unknown): string {
  if (Array.isArray(value)) return value.map(asText).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
