import type { EventDraft } from "@sdialog/core";

/** A tool that an agent uses, or what came of it, in a line for people; `undefined` for any other event. */
export function toolNote({ action, actionLabel, content }: EventDraft): string | undefined {
  if (action !== "tool" || typeof content !== "object" || content === null) return undefined;
  const { name, args, output } = content as Readonly<Record<string, unknown>>;
  if (actionLabel === "call") return `${String(name)}(${JSON.stringify(args ?? {})})`;
  if (actionLabel === "output")
    return `${String(name)} → ${typeof output === "string" ? output : JSON.stringify(output)}`;
  return undefined;
}
