import { builtInPrompt } from "@sdialog/llm/internal";
import { headings, withoutHeadings } from "./section.ts";

/** Asks who speaks next in a group. */
export const speakerSelectionPrompt = builtInPrompt({
  name: "speaker-selection",
  description: "asks a model who of a group speaks next",
  from: "@sdialog/agents",
  slots: {
    people: "everybody in the conversation, a line each",
    context:
      "the situation as the speakers are told it: in a group chat what happens, how people are related, the topic",
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
{{#context}}

${headings.context}
{{context}}
{{/context}}

What was said last:
{{conversation}}{{^conversation}}(nothing yet){{/conversation}}

Who speaks next? Answer with exactly one of these names and nothing else: {{names}}
`,
});

/** Asks again who speaks next, after an answer that was of no use. */
export const speakerSelectionAgainPrompt = builtInPrompt({
  name: "speaker-selection-again",
  description: "tells a model that chooses speakers what was wrong with its answer",
  from: "@sdialog/agents",
  slots: {
    nobody: "whether the answer named nobody who is there",
    several: "whether it named more than one",
    not_now: "whom it named who may not speak now",
    names: "who may speak now",
  },
  required: ["names"],
  fill: withoutHeadings,
  text: `user:
{{#nobody}}
That names nobody who is here. Answer with one of: {{names}}
{{/nobody}}
{{#several}}
That names more than one. Answer with only one of: {{names}}
{{/several}}
{{#not_now}}
{{not_now}} may not speak now. Answer with one of: {{names}}
{{/not_now}}
`,
});
