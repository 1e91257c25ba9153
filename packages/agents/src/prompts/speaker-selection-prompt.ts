import { definePrompt } from "@sdialog/llm";
import { withoutHeadings } from "./section.ts";

/** Asks who speaks next in a group. */
export const speakerSelectionPrompt = definePrompt({
  name: "speaker-selection",
  description: "asks a model who of a group speaks next",
  from: "@sdialog/agents",
  slots: {
    people: "everybody in the conversation, a line each",
    conversation: "the last messages, a line each; nothing before the first",
    names: "who may speak now",
  },
  required: ["people", "names"],
  fill: withoutHeadings,
  text: `system:
You moderate a group conversation: you decide who speaks next, as it would happen among real people. You never take part yourself.

user:
People in the conversation:
{{people}}

What was said last:
{{conversation}}{{^conversation}}(nothing yet){{/conversation}}

Who speaks next? Answer with exactly one of these names and nothing else: {{names}}
`,
});
