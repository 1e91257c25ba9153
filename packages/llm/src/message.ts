/** Instructions to the model. May stand anywhere in the list; a backend that allows only one at the start folds the others in. */
export interface SystemMessage {
  readonly role: "system";
  readonly content: string;
}

/** A message from whoever the model is talking to. */
export interface UserMessage {
  readonly role: "user";
  readonly content: string;
  /** Who said it, when more than two speak. */
  readonly name?: string;
}

/** What a model said: its text, which may be empty beside tool calls. */
export interface AssistantMessage {
  readonly role: "assistant";
  readonly content: string;
  /** The model's reasoning, kept apart from what it said. */
  readonly thinking?: string;
  readonly toolCalls?: readonly ToolCall[];
}

/** The result of one tool call. Every call of the preceding assistant message has exactly one. */
export interface ToolMessage {
  readonly role: "tool";
  /** The call this is the result of. */
  readonly toolCallId: string;
  readonly name: string;
  readonly content: string;
  /** Whether `content` is an error's message. */
  readonly isError?: boolean;
}

/** One message of a conversation as models are shown it. */
export type Message = SystemMessage | UserMessage | AssistantMessage | ToolMessage;

/** A model's request to run a tool. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** Parsed arguments; the raw text when it was not JSON. */
  readonly input: unknown;
  /** What the provider wants back with this call in later requests, such as signed reasoning. Other backends ignore it. */
  readonly providerState?: { readonly backend: string; readonly data: unknown } | undefined;
}

/** A tool as the model sees it. */
export interface ToolDefinition {
  readonly name: string;
  /** Tells the model when and how to use it. */
  readonly description: string;
  /** JSON Schema of the input object. */
  readonly inputSchema: JsonSchema;
}

/** A JSON Schema (draft 2020-12) as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;
