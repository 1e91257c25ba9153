import type { EventDraft } from "@sdialog/core";
import type { ChatModel } from "@sdialog/llm";
import type { AgentSpec } from "./agent-spec.ts";

/** What is done differently for a model that can do less than others: told once in the dialogue. */
export function notesOf(
  { capabilities: { contextTokens } }: ChatModel,
  { stopSignal }: AgentSpec,
  prompts: Readonly<Record<string, string>> | undefined,
): readonly EventDraft[] {
  return [
    ...(prompts?.["agent-compact"] !== undefined
      ? [
          {
            action: "prompt",
            actionLabel: "agent-compact",
            content: `The model reads ${contextTokens} tokens at once, so it is told who it is in few words.`,
          },
        ]
      : []),
    ...(stopSignal === "fields"
      ? [
          {
            action: "prompt",
            actionLabel: "fields",
            content:
              "Messages travel as { done, message }, so that the end is a field and no word of speech.",
          },
        ]
      : []),
  ];
}
