import { modelSettingOptions } from "@sdialog/llm/internal";
import {
  Agent,
  coherent,
  Conversation,
  type ConversationOptions,
  llmSelect,
  maxLength,
  noLeak,
  noRepeatedMessage,
  notEmpty,
  singleSpeaker,
} from "@sdialog/agents";
import { Context } from "@sdialog/core";
import { fieldWords, type OptionNames, checkOptions, requireArguments } from "@sdialog/core/internal";
import type { ModelRef, ModelSettings, PromptTexts } from "@sdialog/llm";
import type { Experience, ExperiencePersona } from "./experience.ts";

/** How the people of an experience talk: their model, their style, and who opens. */
export interface GroupChatOptions extends Omit<
  ConversationOptions,
  "participants" | "opening" | "context" | "completeAtMaxTurns"
> {
  /** The model of everybody, and of the selector unless `turnTaking` is given. */
  readonly model?: ModelRef | undefined;
  readonly settings?: ModelSettings | undefined;
  /** `chatty`: as long as people like; `short`: asked to keep to `words` words, and cut at the end of a sentence. Default: `chatty`. */
  readonly style?: "chatty" | "short" | undefined;
  /** Words per message in short style. Default: 30. */
  readonly words?: number | undefined;
  /**
   * Who says the opening line: somebody outside the group, heard but never asked (`moderator`), or nobody: it is part of
   * what everybody knows (`silent`). Default: `moderator`.
   */
  readonly opener?: "moderator" | "silent" | undefined;
  /** Templates in place of the library's: `agent`, `agent-compact`. */
  readonly prompts?: PromptTexts<"agent" | "agent-compact"> | undefined;
}

/** Who says the opening line. */
const moderator = "Moderator";

/** As whom a model speaks that takes its reply for a line of a chat with it. Nobody in a group is called so. */
const chatRoles = ["Assistant", "assistant", "User", "user"] as const;

const groupChatOptionNames: OptionNames<GroupChatOptions> = {
  model: true,
  settings: modelSettingOptions,
  style: true,
  words: true,
  opener: true,
  prompts: { agent: true, "agent-compact": true },
  turnTaking: true,
  stop: true,
  guards: true,
  retries: true,
  retryMaxTokens: true,
  closingReply: true,
  scenario: true,
  exampleDialogs: true,
  maxTurns: true,
};

/**
 * An experience as a conversation to be held: one agent per person, a model that chooses who speaks, and the opening
 * line. 10 turns by default, the opening line included; with them it is complete.
 */
export function groupChat(experience: Experience, options: GroupChatOptions = {}): Conversation {
  checkOptions("groupChat", options, groupChatOptionNames);
  requireArguments("groupChat", arguments, 1);
  const { model, settings, style = "chatty", words = 30, opener = "moderator", prompts, ...rest } = options;
  const { personas, relations, situation, topic, conversation_starter: starter } = experience;
  const responseDetails =
    style === "short"
      ? `Talk as in a group chat: react to what was said, and keep to at most ${words} words.`
      : "Talk as in a group of people: react to what was said, bring in your own life where it fits, and keep the conversation going.";
  const participants = personas.map(
    (persona) =>
      new Agent({
        ...settings,
        name: persona.name,
        persona: describePersona(persona),
        description: summary(persona),
        responseDetails,
        canFinish: false,
        prompts,
        model,
      }),
  );
  const known = opener === "silent" ? [situation, `Somebody asks: ${starter}`] : [situation];
  return new Conversation({
    guards: [
      singleSpeaker({ others: [moderator, "Narrator", ...chatRoles] }),
      // What is cut to length is looked at as it will be heard.
      ...(style === "short" ? [maxLength(words)] : []),
      noLeak(),
      coherent(),
      noRepeatedMessage({ whose: "anybody" }),
      notEmpty(),
    ],
    turnTaking: llmSelect({ model }),
    maxTurns: 10,
    // Nobody in it can end it, so that its turns are all that it was to have.
    completeAtMaxTurns: true,
    scenario: JSON.parse(JSON.stringify(experience)) as never,
    ...rest,
    participants,
    context: new Context({ circumstances: known, participants_shared_knowledge: relations, topics: [topic] }),
    opening: opener === "moderator" ? [{ speaker: moderator, text: starter }] : [],
  });
}

/** The person in lines, as a prompt wants it. */
function describePersona(persona: ExperiencePersona): string {
  return Object.entries(flatten(persona))
    .map(([field, value]) => `Your ${field}: ${value}`)
    .join("\n");
}

function flatten({ lifestyle, memory, ...rest }: ExperiencePersona): Record<string, string> {
  const fields: Record<string, unknown> = {
    ...rest,
    work: lifestyle?.work,
    hobbies: lifestyle?.hobbies,
    recent_memories: memory?.recent,
    long_term_memories: memory?.long_term,
  };
  const told = Object.entries(fields).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(
    told.map(([name, value]) => [fieldWords(name), Array.isArray(value) ? value.join("; ") : String(value)]),
  );
}

function summary({ age, description, lifestyle, qualities }: ExperiencePersona): string | undefined {
  const parts = [
    age === undefined ? undefined : `${age} years old`,
    lifestyle?.work,
    qualities?.join(", "),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? description : parts.join("; ");
}
