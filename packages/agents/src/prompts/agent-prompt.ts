import { builtInPrompt } from "@sdialog/llm/internal";
import { headings, withoutHeadings } from "./section.ts";

/** How agents answer unless they are told otherwise. */
export const defaultResponseDetails =
  "Say one thing at a time, as in a spoken conversation, in at most a few sentences, and ask at most one question per turn.";

const opening =
  "You take part in a conversation as the person described here. Speak as this person in everything you say.";

const firstRules = [
  "Write only your own next message, as plain speech: no name in front, no stage directions, never the other side's words.",
  "What is written about you above decides who you are and how you talk; where anything else disagrees with it, that wins.",
] as const;

const natural = "When the conversation has come to its natural end";
const compactRule = "Say only your own next words, in one or two plain sentences";

/** By such words a model points at its prompt: "The character above is a person who …". Small ones took them up. */
const pointers = [
  "The character above",
  "The character described here",
  "The person described here",
] as const;

/** Sentences of the prompts that nobody says in a conversation, up to where they vary. */
export const instructionsOfAgents: readonly string[] = [
  ...[opening, defaultResponseDetails, ...firstRules, compactRule].map(
    (text) => text.split(/[,.:;]/)[0] as string,
  ),
  natural,
  "Messages of the others begin with their names",
  ...pointers,
];

const slots = {
  name: "the speaker's name",
  persona: "who the speaker is, a line for each attribute",
  context: "the situation",
  details: "facts about the conversation, and what the speaker knows",
  examples: "dialogues that show the style",
  responses: "how the speaker answers",
  group: "the others' names, when more than one",
  may_end: "whether the speaker may end the conversation",
  stop_word: "the word that ends the conversation, where a word does",
  stop_tool: "the tool that ends the conversation, where a tool does",
  stop_field: "the field that ends the conversation, where replies have fields",
} as const;

const parts = (body: { readonly opening: string; readonly rules: readonly string[] }): string => `system:
${body.opening}

${headings.persona}
{{persona}}
{{#context}}

${headings.context}
{{context}}
{{/context}}
{{#details}}

${headings.details}
{{details}}
{{/details}}
{{#examples}}

${headings.example}
{{.}}
{{/examples}}
{{#responses}}

${headings.responses}
{{responses}}
{{/responses}}

${headings.rules}
${body.rules.join("\n")}
`;

/** The system prompt of a persona agent. */
export const agentPrompt = builtInPrompt({
  name: "agent",
  description: "tells a persona agent who it is and how it talks",
  from: "@sdialog/agents",
  slots,
  required: ["persona"],
  fill: withoutHeadings,
  text: parts({
    opening,
    rules: [
      ...firstRules.map((rule) => `- ${rule}`),
      "{{#group}}",
      "- You are talking with {{group}}. Messages of the others begin with their names; yours must not.",
      "{{/group}}",
      "{{#stop_word}}",
      `- ${natural}, say goodbye, and then write {{stop_word}} alone on the last line. Write that word at no other time, and not while a question is still open.`,
      "{{/stop_word}}",
      "{{#stop_tool}}",
      `- ${natural}, call the tool {{stop_tool}} with your goodbye. Call it at no other time, and not while a question is still open.`,
      "{{/stop_tool}}",
      "{{#stop_field}}",
      `- ${natural}, say goodbye and set {{stop_field}} to true. Set it at no other time, and not while a question is still open.`,
      "{{/stop_field}}",
      // In a group there is no other side.
      "{{^may_end}}",
      "{{^group}}",
      "- When the other side ends the conversation, say goodbye as well.",
      "{{/group}}",
      "{{/may_end}}",
    ],
  }),
});

/** The system prompt of a persona agent whose model can be shown little, or has difficulty with much. */
export const compactAgentPrompt = builtInPrompt({
  name: "agent-compact",
  description: "tells a persona agent the same in fewer words, for models with a small context",
  from: "@sdialog/agents",
  slots,
  required: ["persona"],
  fill: withoutHeadings,
  text: parts({
    opening: "You are this person{{#name}}, {{name}}{{/name}}, and talk with somebody.",
    rules: [
      `- ${compactRule}, without your name in front.`,
      "{{#group}}",
      "- You talk with {{group}}.",
      "{{/group}}",
      "{{#stop_word}}",
      "- When everything is said, say goodbye and write {{stop_word}} as the last word.",
      "{{/stop_word}}",
      "{{#stop_tool}}",
      "- When everything is said, call the tool {{stop_tool}} with your goodbye.",
      "{{/stop_tool}}",
      "{{#stop_field}}",
      "- When everything is said, say goodbye and set {{stop_field}} to true.",
      "{{/stop_field}}",
    ],
  }),
});
