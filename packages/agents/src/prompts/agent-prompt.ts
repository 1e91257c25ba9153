import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { headings, section, withoutHeadings } from "./section.ts";

/** What an agent's system prompt is made of; texts are already rendered. */
export interface AgentPromptParts {
  readonly name: string;
  readonly persona: string;
  readonly context?: string | undefined;
  readonly examples: readonly string[];
  readonly dialogueDetails?: string | undefined;
  readonly responseDetails?: string | undefined;
  /** Set when the speaker may end the conversation: the word that does it. */
  readonly stopWord?: string | undefined;
  /** Set when the speaker may end the conversation by calling a tool: the tool's name. */
  readonly stopTool?: string | undefined;
  /** The names of the others when more than one. */
  readonly group?: readonly string[] | undefined;
}

const partNames: OptionNames<AgentPromptParts> = {
  name: true,
  persona: true,
  context: true,
  examples: true,
  dialogueDetails: true,
  responseDetails: true,
  stopWord: true,
  stopTool: true,
  group: true,
};

/** Writes a system prompt. Replace it with your own through `new Agent({ prompt })`. */
export type AgentPrompt = (parts: AgentPromptParts) => string;

/** How agents answer unless they are told otherwise. */
export const defaultResponseDetails =
  "Say one thing at a time, as in a spoken conversation, in at most a few sentences, and ask at most one question per turn.";

const opening =
  "You take part in a conversation as the character described here. Speak as this character in everything you say.";

const firstRules = [
  "Write only your own next message, as plain speech: no name in front, no stage directions, never the other side's words.",
  "The character above decides who you are and how you talk; where anything else disagrees with it, the character wins.",
] as const;

/** Sentences of the prompt that nobody says in a conversation, up to where they vary. */
export const instructionsOfAgents: readonly string[] = [
  ...[opening, defaultResponseDetails, ...firstRules].map((text) => text.split(/[,.:;]/)[0] as string),
  "When the conversation has come to its natural end",
  "Messages of the others begin with their names",
];

/** The system prompt of a persona agent. */
export const agentPrompt: AgentPrompt = (parts) => {
  checkOptions("agentPrompt", parts, partNames);
  const rules = [
    ...firstRules,
    parts.group === undefined
      ? undefined
      : `You are talking with ${parts.group.map(withoutHeadings).join(", ")}. Messages of the others begin with their names; yours must not.`,
    endRule(parts),
  ];
  return [
    opening,
    section("persona", parts.persona),
    parts.context === undefined || parts.context === "" ? undefined : section("context", parts.context),
    parts.dialogueDetails === undefined || parts.dialogueDetails === ""
      ? undefined
      : section("details", parts.dialogueDetails),
    ...parts.examples.map((text) => section("example", text)),
    parts.responseDetails === undefined || parts.responseDetails === ""
      ? undefined
      : section("responses", parts.responseDetails),
    `${headings.rules}\n${rules
      .filter((rule) => rule !== undefined)
      .map((rule, index) => `${index + 1}. ${rule}`)
      .join("\n")}`,
  ]
    .filter((part) => part !== undefined)
    .join("\n\n");
};

function endRule({ stopWord, stopTool }: AgentPromptParts): string {
  if (stopWord !== undefined)
    return `When the conversation has come to its natural end, say goodbye and write ${stopWord} as the very last word. Write that word at no other time, and not while a question is still open.`;
  if (stopTool !== undefined)
    return `When the conversation has come to its natural end, call the tool ${stopTool} with your goodbye. Call it at no other time, and not while a question is still open.`;
  return "When the other side ends the conversation, say goodbye as well.";
}
