import { conversationRunOptionNames } from "../conversation/conversation-options.ts";
import { checkArguments, checkOptions, pickOptions, type OptionNames } from "@sdialog/core/internal";
import { type Dialog, InvalidArgumentError, type Orchestrator } from "@sdialog/core";
import {
  type ChatModel,
  defaults,
  type ModelMiddleware,
  type Message,
  type ModelSettings,
  resolveModel,
  compose,
  type ToolDefinition,
} from "@sdialog/llm";
import { checkModelSettings, defaultSettings, modelNameOf, pickModelSettings } from "@sdialog/llm/internal";
import { Conversation } from "../conversation/conversation.ts";
import type { ConversationOptions, ConversationRunOptions } from "../conversation/conversation-options.ts";
import { joined, knowledge } from "../policies/knowledge.ts";
import { typingNoise } from "../policies/typing-noise.ts";
import type { Noise, Participant, ParticipantRun, ParticipantSession } from "../participant.ts";
import { agentPrompt, compactAgentPrompt, defaultResponseDetails } from "../prompts/agent-prompt.ts";
import { descriptions, inWords } from "../prompts/descriptions.ts";
import { type AgentOptions, agentOptionNames } from "./agent-options.ts";
import { checkAgentValues } from "./check-agent-values.ts";
import { AgentSession } from "./agent-session.ts";
import type { AgentSpec } from "./agent-spec.ts";
import { Chat, type ChatInput, type ChatOptions, chatOptionNames } from "./chat.ts";
import { endConversation, toolsOf } from "./end-conversation.ts";
import { stopWord } from "./stop-signal.ts";
import { notesOf } from "./agent-notes.ts";
import { chooseSignal } from "./choose-signal.ts";
import { isSmallContext } from "./small-context.ts";
import { doneField } from "./spoken-fields.ts";
import { boundedReplies } from "./bounded-replies.ts";
import { withoutEndTokens } from "./end-tokens.ts";
import { thinkingPattern } from "./thinking-pattern.ts";
import { thinkingTags } from "./thinking-tags.ts";

/** Something that wraps an agent's model, for example an inspector. */
export interface ModelWrapper {
  /** The model the agent calls instead. */
  wrap(model: ChatModel): ChatModel;
  /** What it changes, as plain data for the dialogue's model information; nothing when it only watches. */
  describe?(): readonly unknown[];
}

/** A wrapper as middleware that can still tell what it changes. */
type DescribedMiddleware = ModelMiddleware & Pick<ModelWrapper, "describe">;

/** What {@link Agent.with} takes. */
export type AgentAttachment = Orchestrator | ModelWrapper | ModelMiddleware;

/** Options of a conversation between two agents. */
export type DialogWithOptions = Omit<ConversationOptions, "participants"> & ConversationRunOptions;

const conversationWithOptionNames: OptionNames<Omit<ConversationOptions, "participants">> = {
  context: true,
  exampleDialogs: true,
  scenario: true,
  turnTaking: true,
  opening: true,
  stop: true,
  maxTurns: true,
  completeAtMaxTurns: true,
  guards: true,
  retries: true,
  retryMaxTokens: true,
  closingReply: true,
};
const dialogWithOptionNames: OptionNames<DialogWithOptions> = {
  ...conversationWithOptionNames,
  ...conversationRunOptionNames,
};

/** What of a conversation an agent's prompt depends on. */
type Situation = Partial<Pick<ParticipantRun, "context" | "exampleDialogs" | "others" | "name">>;

const situationNames: OptionNames<Situation> = {
  context: true,
  exampleDialogs: true,
  others: true,
  name: true,
};

/**
 * Plays a persona with a language model. A value: `with` and `clone` return new agents, and one agent can be in any
 * number of conversations at the same time, since what each remembers lives there.
 */
export class Agent implements Participant {
  readonly takesInstructions = true;
  /** What the agent was made from. */
  readonly options: AgentOptions;
  readonly name: string;
  readonly #spec: AgentSpec;
  readonly #templates: { readonly agent: AgentTemplate; readonly "agent-compact": AgentTemplate };
  #chat: Chat | undefined;

  /** @throws InvalidArgumentError for options that contradict each other */
  constructor(options: AgentOptions = {}) {
    checkArguments("new Agent", arguments, 1);
    checkOptions("new Agent", options, agentOptionNames);
    if (options.systemPrompt !== undefined && options.persona !== undefined) {
      throw new InvalidArgumentError("An agent has a persona or a system prompt, not both", {
        hint: "Write the persona into the system prompt, or pass a template: `prompts: { agent: … }`.",
      });
    }
    const { historyTokens, retryMaxTokens, stopSignal = "word" } = options;
    checkModelSettings(options);
    checkAgentValues(options);
    if (historyTokens !== undefined && !(historyTokens > 0))
      throw new InvalidArgumentError(`historyTokens must be more than 0, not ${historyTokens}`);
    if (retryMaxTokens !== undefined && !(retryMaxTokens > (options.maxTokens ?? 0)))
      throw new InvalidArgumentError(
        `retryMaxTokens must be more than maxTokens, not ${retryMaxTokens} for ${options.maxTokens ?? 0}`,
      );
    if (options.thinkingPattern !== undefined) thinkingPattern(options.thinkingPattern);
    this.options = Object.freeze({ ...options });
    this.name = options.name ?? attribute(options.persona, "name") ?? "";
    const { firstUtterance = [], prompts = {} } = options;
    const template = agentPrompt.with(prompts.agent);
    this.#templates = {
      agent: template,
      "agent-compact":
        prompts["agent-compact"] === undefined && prompts.agent !== undefined
          ? template
          : compactAgentPrompt.with(prompts["agent-compact"]),
    };
    this.#spec = {
      settings: pickModelSettings(options),
      think: options.think,
      tools: options.tools ?? [],
      maxToolRounds: options.maxToolRounds ?? 8,
      historyTokens,
      retryMaxTokens,
      firstUtterances: typeof firstUtterance === "string" ? [firstUtterance] : firstUtterance,
      canFinish: options.canFinish ?? true,
      stopSignal,
      orchestrators: options.orchestrators ?? [],
      facts: options.facts,
      preprocess: options.preprocess ?? ((text) => text),
      postprocess: options.postprocess ?? ((text) => text),
    };
  }

  /** Who this is in a line, for the others in a group; `undefined` when nothing says so. */
  get description(): string | undefined {
    const { description, persona } = this.options;
    return (
      description ??
      attribute(persona, "role") ??
      attribute(persona, "occupation") ??
      (typeof persona === "string" ? persona : undefined)
    );
  }

  /** What is written to a dialogue's `personas`, with the rules that steer the agent. */
  get persona(): unknown {
    const { persona, orchestrators = [], systemPrompt } = this.options;
    const described = typeof persona === "string" ? { description: persona } : persona?.toJSON();
    return {
      ...(described ?? (systemPrompt === undefined ? {} : { system_prompt: systemPrompt })),
      ...(orchestrators.length === 0 ? {} : { orchestrators: orchestrators.map((rule) => rule.toJSON()) }),
    };
  }

  /** The model's name and the settings sent with every call: named ones only, so nothing secret can be among them. */
  get modelInfo(): Readonly<Record<string, unknown>> {
    const model = this.options.model ?? defaults().model;
    const set = Object.entries(this.#settings()).filter(([, value]) => value !== undefined);
    const layers: readonly DescribedMiddleware[] = this.options.middleware ?? [];
    const steering = layers.flatMap((layer) => layer.describe?.() ?? []);
    return {
      name: modelNameOf(model),
      ...Object.fromEntries(set),
      ...(steering.length === 0 ? {} : { steering }),
    };
  }

  /** The tools its model is told of; the one that ends the conversation is among them where the agent has it. */
  get tools(): readonly ToolDefinition[] {
    return toolsOf(this.#spec);
  }

  /** The prompt and everything else that is neither in the persona nor in the model's settings. */
  get distinction(): unknown {
    const { canFinish, firstUtterances, retryMaxTokens, stopSignal, think, tools } = this.#spec;
    return {
      prompt: this.prompt(),
      firstUtterances,
      canFinish,
      stopSignal,
      think: think ?? null,
      tools: tools.map(({ name }) => name),
      ...(retryMaxTokens === undefined ? {} : { retryMaxTokens }),
    };
  }

  /** What disturbs its messages before the others hear them. */
  get noise(): Noise | undefined {
    return typingNoise(this.options.orchestrators ?? [], this.options.noise);
  }

  #settings(): ModelSettings {
    return { ...defaultSettings(), ...this.#spec.settings };
  }

  /**
   * This agent with rules, inspectors or model middleware attached. The original stays as it is.
   * @throws InvalidArgumentError for anything else: options are changed by {@link Agent.clone}
   */
  with(...attachments: AgentAttachment[]): Agent {
    for (const item of attachments) checkAttachment(item);
    const orchestrators = attachments.filter((item) => typeof item === "object" && "begin" in item);
    const middleware = attachments.flatMap((item): ModelMiddleware[] => {
      if (typeof item === "function") return [item];
      return "wrap" in item ? [describedMiddleware(item)] : [];
    });
    return this.clone({
      orchestrators: [...(this.options.orchestrators ?? []), ...orchestrators],
      middleware: [...(this.options.middleware ?? []), ...middleware],
    });
  }

  /** This agent with other options. */
  clone(changes: AgentOptions): Agent {
    checkArguments("Agent.clone", arguments, 1);
    checkOptions("Agent.clone", changes, agentOptionNames);
    return new Agent({ ...this.options, ...changes });
  }

  /** The system prompt as the model gets it. */
  prompt(situation: Situation = {}): string {
    checkOptions("Agent.prompt", situation, situationNames);
    return this.#system(situation, { compact: false, stopSignal: this.#spec.stopSignal })
      .map(({ content }) => content)
      .join("\n\n");
  }

  #system(situation: Situation, { compact, stopSignal }: PromptForm): readonly Message[] {
    const { options } = this;
    if (options.systemPrompt !== undefined)
      return options.systemPrompt === "" ? [] : [{ role: "system", content: options.systemPrompt }];
    if (options.persona === undefined && options.prompts === undefined) return [];
    const { persona = "", responseDetails = compact ? "" : defaultResponseDetails } = options;
    const { canFinish } = this.#spec;
    const { others = [] } = situation;
    return this.#templates[compact ? "agent-compact" : "agent"].messages({
      name: situation.name ?? this.name,
      persona: inWords(persona),
      context: inWords(situation.context ?? options.context),
      examples: (situation.exampleDialogs ?? options.exampleDialogs ?? []).map(String),
      details: joined(options.dialogueDetails, knowledge(options.facts, options.orchestrators)),
      responses: responseDetails,
      may_end: canFinish,
      stop_word: canFinish && stopSignal === "word" ? stopWord : undefined,
      stop_tool: canFinish && stopSignal === "tool" ? endConversation().name : undefined,
      stop_field: canFinish && stopSignal === "fields" ? doneField : undefined,
      group: others.length > 1 ? others.map(({ name }) => name).join(", ") : undefined,
    });
  }

  /** @throws InvalidArgumentError when the agent needs tools and its model cannot call any */
  async begin(run: ParticipantRun): Promise<ParticipantSession> {
    const { thinkingTag = "think", thinkingPattern: pattern, middleware = [] } = this.options;
    const layers = [
      ...middleware,
      ...(thinkingTag === null ? [] : [thinkingTags(thinkingTag)]),
      ...(pattern === undefined ? [] : [thinkingPattern(pattern)]),
      withoutEndTokens,
    ];
    const model = compose(...layers)(boundedReplies(await resolveModel(this.options.model)));
    const stopSignal = chooseSignal(this.options.stopSignal, { model, spec: this.#spec, name: run.name });
    const spec = { ...this.#spec, settings: this.#settings(), stopSignal };
    const compact = isSmallContext(model);
    const system = this.#system(run, { compact, stopSignal });
    const name = compact ? "agent-compact" : "agent";
    const isTemplate = system.length > 0 && this.options.systemPrompt === undefined;
    const prompts = isTemplate ? { [name]: this.#templates[name].hash } : undefined;
    const told = isTemplate ? descriptions(this.options.persona, run.context ?? this.options.context) : [];
    const instructions = { system, prompts, notes: notesOf(model, spec, prompts) };
    return new AgentSession(spec, run, model, { ...instructions, descriptions: told });
  }

  /** A conversation between this agent, who speaks first, and others. It begins when it is run. */
  conversationWith(
    other: Participant | readonly Participant[],
    options: Omit<ConversationOptions, "participants"> = {},
  ): Conversation {
    checkArguments("Agent.conversationWith", arguments, 2);
    checkOptions("Agent.conversationWith", options, conversationWithOptionNames);
    const others = Array.isArray(other) ? (other as readonly Participant[]) : [other as Participant];
    return new Conversation({
      context: this.options.context,
      exampleDialogs: this.options.exampleDialogs,
      ...options,
      participants: [this, ...others],
    });
  }

  /**
   * Talks with another participant until one of them ends it or the turns run out.
   * @throws ConversationFailedError when a model failed for good; it carries the dialogue so far
   */
  dialogWith(other: Participant | readonly Participant[], options: DialogWithOptions = {}): Promise<Dialog> {
    checkArguments("Agent.dialogWith", arguments, 2);
    checkOptions("Agent.dialogWith", options, dialogWithOptionNames);
    return this.conversationWith(other, pickOptions(options, conversationWithOptionNames)).run(
      pickOptions(options, conversationRunOptionNames),
    );
  }

  /** The same as {@link Agent.dialogWith}. */
  talkWith(other: Participant | readonly Participant[], options: DialogWithOptions = {}): Promise<Dialog> {
    checkArguments("Agent.talkWith", arguments, 2);
    checkOptions("Agent.talkWith", options, dialogWithOptionNames);
    return this.dialogWith(other, options);
  }

  /** A private conversation with a person or a program. */
  chat(options: ChatOptions = {}): Chat {
    checkArguments("Agent.chat", arguments, 1);
    checkOptions("Agent.chat", options, chatOptionNames);
    return new Chat(this, options);
  }

  /**
   * Answers a message in this agent's own private chat, which remembers until {@link Agent.reset}; or several, of which
   * some may have been said by the agent itself, or tell it what to do: see {@link Chat.respond}.
   */
  respond(
    message: string | readonly ChatInput[],
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<string> {
    checkArguments("Agent.respond", arguments, 2);
    checkOptions("Agent.respond", options, { signal: true });
    this.#chat ??= this.chat();
    return this.#chat.respond(message, options);
  }

  /**
   * Tells the agent what to do in its next answer in its private chat, or with `persist` in all that follow until
   * {@link Agent.reset}. What holds in every conversation is an orchestrator: see {@link Agent.with}.
   */
  instruct(text: string, options: { readonly persist?: boolean } = {}): this {
    checkArguments("Agent.instruct", arguments, 2);
    checkOptions("Agent.instruct", options, { persist: true });
    this.#chat ??= this.chat();
    this.#chat.instruct(text, options);
    return this;
  }

  /** What the agent would say next to `message` in its private chat; nothing is remembered. */
  lookahead(message?: string): Promise<string> {
    checkArguments("Agent.lookahead", arguments, 1);
    return (this.#chat ?? this.chat()).lookahead(message);
  }

  /** Forgets the private chat. */
  reset(options: ChatOptions = {}): void {
    checkOptions("Agent.reset", options, chatOptionNames);
    this.#chat = this.chat(options);
  }

  /** The agent as plain JSON. */
  toJSON(): Record<string, unknown> {
    const { firstUtterances } = this.#spec;
    return {
      ...(this.name === "" ? {} : { name: this.name }),
      model: this.modelInfo,
      ...(firstUtterances.length === 0 ? {} : { first_utterances: firstUtterances }),
      persona: this.persona,
    };
  }
}

type AgentTemplate = typeof agentPrompt.standard;

/** Which of its prompts an agent is given, and how it ends a conversation. */
interface PromptForm {
  readonly compact: boolean;
  readonly stopSignal: AgentSpec["stopSignal"];
}

function checkAttachment(item: unknown): void {
  if (typeof item === "function") return;
  if (typeof item === "object" && item !== null && ("begin" in item || "wrap" in item)) return;
  throw new InvalidArgumentError("Agent.with takes orchestrators, inspectors and model middleware only", {
    hint: "Other options, and another persona, go to Agent.clone: agent.clone({ temperature: 0 }).",
  });
}

function describedMiddleware(wrapper: ModelWrapper): DescribedMiddleware {
  const middleware: ModelMiddleware = (model) => wrapper.wrap(model);
  return Object.assign(middleware, { describe: () => wrapper.describe?.() ?? [] });
}

function attribute(persona: AgentOptions["persona"], name: string): string | undefined {
  if (persona === undefined || typeof persona === "string") return undefined;
  const value: unknown = persona.attributes()[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
