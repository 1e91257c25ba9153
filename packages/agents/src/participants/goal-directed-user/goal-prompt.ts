import { builtInPrompt } from "@sdialog/llm/internal";
import { headings, withoutHeadings } from "../../prompts/section.ts";

/** What a goal-directed user is told before it writes its first message. */
export const goalPrompt = builtInPrompt({
  name: "inquirer",
  description: "tells a goal-directed user who it is, what it wants and how it asks",
  from: "@sdialog/agents",
  slots: {
    persona: "who the user is",
    goal: "the objective",
    details: "what else the user must find out, knows or keeps to itself",
    envelope: "how the message is marked in the reply",
    stop_word: "the word that says that the goal is reached, where a word does",
  },
  required: ["persona", "goal"],
  fill: withoutHeadings,
  text: `system:
You are a person who uses a chat assistant to get something done.

${headings.persona}
{{persona}}

${headings.goal}
{{goal}}
{{#details}}

${headings.details}
{{details}}
{{/details}}

${headings.rules}
Write the next message that this person would type to the assistant. {{envelope}} Sound like the person: casual, short and to the point; no greeting, no thanks. Do not mention who you are unless it matters for the goal, and never answer in the assistant's place.{{#stop_word}} Once the assistant has given you everything you wanted, write only the word {{stop_word}}.{{/stop_word}}
`,
});

/** What the assistant answered, with what to do about it. */
export const goalFollowUpPrompt = builtInPrompt({
  name: "inquirer-follow-up",
  description: "shows a goal-directed user an answer, and asks for its next message",
  from: "@sdialog/agents",
  slots: {
    answer: "what the assistant answered",
    step: "what to go on with, when the goal has a further step",
    envelope: "how the message is marked in the reply",
    stop_word: "the word that says that the goal is reached; nothing while steps remain",
  },
  required: ["answer"],
  fill: withoutHeadings,
  text: `user:
${headings.answer}
{{answer}}

{{#step}}
${headings.step}
{{step}}
{{/step}}
{{^step}}
If that does not give you all you wanted, ask on: be curious and demanding, and doubt what seems wrong.
{{/step}}

{{envelope}}{{#stop_word}} If you have everything you wanted, write only {{stop_word}}.{{/stop_word}}
`,
});

/** What a goal-directed user is told besides: that it begins, goes on, or writes a message again. */
export const goalAgainPrompt = builtInPrompt({
  name: "inquirer-again",
  description: "tells a goal-directed user to begin, to ask on, or to write a refused message again",
  from: "@sdialog/agents",
  slots: {
    begins: "whether this is the first message",
    goes_on: "whether the user said that it had everything too soon",
    refused: "why the message before was refused",
  },
  required: [],
  fill: withoutHeadings,
  text: `user:
{{#begins}}
Write your first message.
{{/begins}}
{{#goes_on}}
You do not have everything you wanted yet: ask on.
{{/goes_on}}
{{#refused}}
A draft of your next message was sent back: {{refused}}. Write it again without that.
{{/refused}}
`,
});
