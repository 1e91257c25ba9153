import { headings, section } from "@sdialog/agents";
import type { Message } from "@sdialog/llm";
import type { DrawnStrategies } from "./draw-strategies.ts";

/** Asks a model to write a message the way a less careful person would have. */
export function semanticPrompt(
  text: string,
  { layer, strategies }: DrawnStrategies,
  persona: string,
): Message[] {
  const list = strategies.map(({ description }, index) => `${index + 1}. ${description}`).join("\n");
  return [
    {
      role: "system",
      content: [
        "You rewrite what a person sends to an AI assistant, so that it reads as such people really write. You never answer the message.",
        persona === "" ? "" : section("person", persona),
        `${headings.rules}\nDo all of this in one natural message of about the same length, in the language of the original:\n${list}`,
        `${layer.promise} Keep code, addresses and line breaks exactly as they are. Use at most one filler word. Write only the message, without quotation marks around it.`,
      ]
        .filter((part) => part !== "")
        .join("\n\n"),
    },
    { role: "user", content: section("message", text) },
  ];
}
