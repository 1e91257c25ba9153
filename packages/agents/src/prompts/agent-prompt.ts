import { section, withoutMarkers } from "./section.ts";

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

/** Writes a system prompt. Replace it with your own through `new Agent({ prompt })`. */
export type AgentPrompt = (parts: AgentPromptParts) => string;

/** How agents answer unless they are told otherwise. */
export const defaultResponseDetails =
  "Say one thing at a time, as in a spoken conversation, in at most a few sentences, and ask at most one question per turn.";

/** The system prompt of a persona agent. */
export const agentPrompt: AgentPrompt = (parts) => {
  const rules = [
    "Write only your own next message, as plain speech: no name in front, no stage directions, never the other side's words.",
    "The persona above decides who you are and how you talk; where anything else disagrees with it, the persona wins.",
    parts.group === undefined
      ? undefined
      : `You are talking with ${parts.group.map(withoutMarkers).join(", ")}. Messages of the others begin with their names; yours must not.`,
    endRule(parts),
  ];
  return [
    "You take part in a conversation as the character described here. Speak as this character in everything you say.",
    section("PERSONA", parts.persona),
    parts.context === undefined || parts.context === ""
      ? undefined
      : `The conversation takes place in this situation:\n${section("CONTEXT", parts.context)}`,
    parts.dialogueDetails === undefined || parts.dialogueDetails === ""
      ? undefined
      : `About this conversation:\n${section("DETAILS", parts.dialogueDetails)}`,
    parts.examples.length === 0
      ? undefined
      : `Conversations that sound the way this one should:\n${parts.examples.map((text, index) => section(`EXAMPLE ${index + 1}`, text)).join("\n")}`,
    parts.responseDetails === undefined || parts.responseDetails === ""
      ? undefined
      : `How you answer:\n${section("RESPONSES", parts.responseDetails)}`,
    `Rules:\n${rules
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
