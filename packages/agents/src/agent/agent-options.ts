import type { OptionNames } from "@sdialog/core/internal";
import type { AttributeModel, Context, Dialog, Facts, Orchestrator } from "@sdialog/core";
import type { ChatRequest, ModelMiddleware, ModelRef, ModelSettings, PromptTexts } from "@sdialog/llm";
import { modelSettingOptions } from "@sdialog/llm/internal";
import type { Noise } from "../participant.ts";
import type { Tool } from "../tools/tool.ts";

/** Who an agent is, how it speaks and which model it speaks through. */
export interface AgentOptions extends ModelSettings {
  /** Who the agent is. Text is taken as the description of the persona. */
  readonly persona?: AttributeModel | string | undefined;
  /** Display name. Default: the persona's. */
  readonly name?: string | undefined;
  /** Who this is in a line, for the others in a group. Default: the persona's role or occupation. */
  readonly description?: string | undefined;
  /** The situation, for conversations that have none of their own. */
  readonly context?: Context | string | undefined;
  /** What the agent opens a conversation with when it speaks first: always this, or one of these. */
  readonly firstUtterance?: string | readonly string[] | undefined;
  /** What the agent knows: it is told, and rules of its behaviour go by it. */
  readonly facts?: Facts | undefined;
  /** Facts about the conversation. */
  readonly dialogueDetails?: string | undefined;
  /** How the agent answers. An empty text gives no guidance. */
  readonly responseDetails?: string | undefined;
  /** Dialogues that show the style, for conversations that have none of their own. */
  readonly exampleDialogs?: readonly Dialog[] | undefined;
  /** What the agent can do besides talking. */
  readonly tools?: readonly Tool[] | undefined;
  /** Rounds of tool calls in one turn. Default: 8. */
  readonly maxToolRounds?: number | undefined;
  /**
   * The token limit for asking again after a message was cut off at `maxTokens`. Default: the message is not asked for
   * again, but kept as far as it came, and marked.
   */
  readonly retryMaxTokens?: number | undefined;
  /**
   * Most tokens of the conversation so far that the model is shown, estimated at four characters each; the oldest
   * turns are left out first. Default: all of it.
   */
  readonly historyTokens?: number | undefined;
  /** Whether the model should reason before it answers. Default: whatever the model does by itself. */
  readonly think?: ChatRequest["thinking"];
  /** The tag in which a model may write its reasoning; `null` for none. Default: `think`. */
  readonly thinkingTag?: string | null | undefined;
  /**
   * Marks what a model thinks aloud by something else than a tag: what matches, or the first group of it, is reasoning.
   * Streams are then given in one piece. See {@link thinkingPattern}.
   */
  readonly thinkingPattern?: RegExp | undefined;
  /** Whether the agent may end the conversation. Default: true. */
  readonly canFinish?: boolean | undefined;
  /**
   * How the agent ends it: by the word {@link stopWord} at the end of a message, by calling a tool, for models
   * that can, or by a field of the form `{ done, message }` that its messages then have, for models that are held to
   * forms. Default: `fields` for models that say they are best asked so (`capabilities.messages`), else `word`.
   */
  readonly stopSignal?: "word" | "tool" | "fields" | undefined;
  /** Rules that instruct the agent before it replies. */
  readonly orchestrators?: readonly Orchestrator[] | undefined;
  /** Changes what the agent hears. */
  readonly preprocess?: ((text: string) => string) | undefined;
  /** Changes what the agent says, once per message, before guards and noise. */
  readonly postprocess?: ((text: string) => string) | undefined;
  /** Used instead of a prompt made from the persona. */
  readonly systemPrompt?: string | undefined;
  /**
   * Templates in place of the library's: `agent`, and `agent-compact`, which models with a small context are given. A text
   * for `agent` alone holds for both.
   */
  readonly prompts?: PromptTexts<"agent" | "agent-compact"> | undefined;
  /** Default: the configured model. */
  readonly model?: ModelRef | undefined;
  /** Wrapped around this agent's model; the first is outermost. */
  readonly middleware?: readonly ModelMiddleware[] | undefined;
  /** Disturbs what the agent says before the others hear it. */
  readonly noise?: Noise | undefined;
}

/** The names of {@link AgentOptions}. */
export const agentOptionNames: OptionNames<AgentOptions> = {
  persona: true,
  name: true,
  description: true,
  context: true,
  firstUtterance: true,
  facts: true,
  dialogueDetails: true,
  responseDetails: true,
  exampleDialogs: true,
  tools: true,
  maxToolRounds: true,
  retryMaxTokens: true,
  historyTokens: true,
  think: true,
  thinkingTag: true,
  thinkingPattern: true,
  canFinish: true,
  stopSignal: true,
  orchestrators: true,
  preprocess: true,
  postprocess: true,
  systemPrompt: true,
  prompts: { agent: true, "agent-compact": true },
  model: true,
  middleware: true,
  noise: true,
  ...modelSettingOptions,
};
