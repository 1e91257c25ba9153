import { headings } from "@sdialog/agents";
import { withoutHeadings } from "@sdialog/agents/internal";
import { definePrompt } from "@sdialog/llm";

/** Asks a model to write a message the way a less careful person would have. */
export const semanticPrompt = definePrompt({
  name: "semantic-noise",
  description: "asks a model to write a message as a less careful person would have",
  from: "@sdialog/generators",
  slots: {
    message: "the message",
    persona: "who writes it",
    strategies: "what to do to it, a numbered line each",
    promise: "what must stay as it is, by the kind of disturbance",
    layer: "the kind of disturbance",
  },
  required: ["message", "strategies"],
  fill: withoutHeadings,
  text: `system:
You rewrite what a person sends to an AI assistant, so that it reads as such people really write. You never answer the message.
{{#persona}}

${headings.person}
{{persona}}
{{/persona}}

${headings.rules}
Do all of this in one natural message of about the same length, in the language of the original:
{{strategies}}

{{promise}} Keep code, addresses and line breaks exactly as they are. Use at most one filler word. Write only the message, without quotation marks around it.

user:
${headings.message}
{{message}}
`,
});
