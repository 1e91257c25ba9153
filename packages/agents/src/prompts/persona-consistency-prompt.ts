import { builtInPrompt } from "@sdialog/llm/internal";
import { headings, withoutHeadings } from "./section.ts";

/** Asks whether a message contradicts who says it. */
export const personaConsistencyPrompt = builtInPrompt({
  name: "persona-consistency",
  description: "asks a model whether a message contradicts who says it",
  from: "@sdialog/agents",
  slots: {
    persona: "who says it",
    conversation: "what was said before",
    message: "the message",
  },
  required: ["persona", "message"],
  fill: withoutHeadings,
  text: `system:
You check whether a message can come from a certain person. Only a message that cannot be true together with a fact about the person contradicts it; what the facts leave open does not, and neither does a style you would not expect.

user:
${headings.person}
{{persona}}

${headings.conversation}
{{conversation}}

${headings.message}
{{message}}
`,
});
