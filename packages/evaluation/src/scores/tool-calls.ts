import type { Dialog } from "@sdialog/core";

/** The names of the tools called in a dialogue, in order; `null` when its events were not recorded. */
export function toolCalls(dialog: Dialog, agent?: string): string[] | null {
  if (dialog.events === null) return null;
  return dialog.events.flatMap((event) => {
    if (event.action !== "tool" || event.actionLabel !== "call") return [];
    if (agent !== undefined && event.agent?.toLowerCase() !== agent.toLowerCase()) return [];
    const { content } = event;
    return typeof content === "object" &&
      content !== null &&
      "name" in content &&
      typeof content.name === "string"
      ? [content.name]
      : [];
  });
}
